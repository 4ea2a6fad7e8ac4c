# Version 4: the data cut in four. Only one shard knows peter.
import simulator

shards = [Shard(service_time_ms=Exponential(18), queue_limit=60) for _ in range(4)]
router = ShardRouter(shards)
workers = [Worker(router, concurrency=4, service_time_ms=Exponential(40), queue_limit=60, cost_per_queued_ms=0) for _ in range(5)]
lb = LoadBalancer(workers, strategy="least-connections", stop_after_failures=3)
sim = Simulation(lb, seed=1, duration_seconds=60, rate_per_second=150, write_percent=30, timeout_ms=2000)
sim.run()
for shard in shards:
    print(sim.lookup("peter", shard))
