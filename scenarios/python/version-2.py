# Version 2: five equal workers behind a balancer, one database. Add faults=[Crash(workers[2], at_seconds=25)] and see.
import simulator

db = Database(service_time_ms=Exponential(4))
workers = [Worker(db, concurrency=2, service_time_ms=Exponential(80), queue_limit=30, cost_per_queued_ms=0) for _ in range(5)]
lb = LoadBalancer(workers, strategy="random", stop_after_failures=10)
sim = Simulation(lb, seed=1, duration_seconds=60, rate_per_second=60, write_percent=30)
result = sim.run()
print(result)
