# Version 3: the database is the bottleneck. Give it a second connection (concurrency=2), and nobody is turned away.
import simulator

db = Database(service_time_ms=Exponential(18), queue_limit=60)
workers = [Worker(db, concurrency=16, service_time_ms=Exponential(80), queue_limit=30, cost_per_queued_ms=0) for _ in range(5)]
lb = LoadBalancer(workers, strategy="random", stop_after_failures=10)
sim = Simulation(lb, seed=1, duration_seconds=60, rate_per_second=60, write_percent=30)
result = sim.run()
print(result)
