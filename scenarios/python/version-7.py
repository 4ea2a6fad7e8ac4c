# Version 7: a worker, a shard and a replica die, and the system goes on.
import simulator


def store(kind, *targets):
    return kind(*targets, concurrency=2, service_time_ms=Exponential(8), queue_limit=200)


replicas = [store(Replica) for _ in range(6)]
shards = [store(Shard, replicas[2 * i : 2 * i + 2]) for i in range(3)]
router = ShardRouter(shards, replicas, call_timeout_ms=500)
workers = [
    Worker(router, concurrency=8, service_time_ms=Exponential(20), queue_limit=100, cost_per_queued_ms=0, call_timeout_ms=1000)
    for _ in range(3)
]
lb = LoadBalancer(workers, strategy="least-connections", stop_after_failures=2, try_again_seconds=30)
deaths = [Crash(workers[1], at_seconds=15), Crash(shards[0], at_seconds=30), Crash(replicas[3], at_seconds=45)]
sim = Simulation(
    lb, seed=7, duration_seconds=60, wire_latency=1, rate_per_second=60, write_percent=20, timeout_ms=2000, faults=deaths
)
result = sim.run()
print(result)
