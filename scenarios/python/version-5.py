# Version 5: a rule of your own sends a name to the same shard every time.
import simulator


def shard_for(name):
    first = name[0]
    if first <= "d":
        return 0
    elif first <= "j":
        return 1
    elif first <= "m":
        return 2
    else:
        return 3


shards = [Shard(service_time_ms=Exponential(10), queue_limit=50) for _ in range(4)]
router = ShardRouter(shards, hash=shard_for)
sim = Simulation(router, seed=6, duration_seconds=20, wire_latency=1, rate_per_second=120, write_percent=30, timeout_ms=2000)
sim.run()
for shard in shards:
    print(sim.lookup("peter", shard))
