"""The two reference workloads in SimPy, as its manual would write them: a process for each request. Use: simpyWorkloads.py W1|W2 REQUESTS"""
import json
import random
import sys
import time

import simpy

WORKERS, SLOTS, SHARDS = 5, 8, 4
exponential = random.Random(1).expovariate
choice = random.Random(2)
env = simpy.Environment()
figures = {"done": 0, "sum": 0.0}


def answered(started):
    figures["sum"] += env.now - started
    figures["done"] += 1


def hop():
    return env.timeout(0.5 + exponential(2.0))


def served(server):
    started = env.now
    with server.request() as slot:
        yield slot
        yield env.timeout(exponential(1.0))
    answered(started)


def sharded(key, workers, shards):
    started = env.now
    yield hop()
    worker = workers[choice.randrange(WORKERS)]
    yield hop()
    with worker.request() as slot:
        yield slot
        yield env.timeout(exponential(1.0))
        yield hop()
        with shards[hash(key) % SHARDS].request() as turn:
            yield turn
            yield env.timeout(exponential(1.0))
        yield hop()
    yield hop()
    yield hop()
    answered(started)


def source(requests, rate, make):
    for _ in range(requests):
        yield env.timeout(exponential(rate))
        env.process(make())


def main(workload, requests):
    if workload == "W1":
        server = simpy.Resource(env, 1)
        env.process(source(requests, 0.8, lambda: served(server)))
    else:
        workers = [simpy.Resource(env, SLOTS) for _ in range(WORKERS)]
        shards = [simpy.Resource(env, 1) for _ in range(SHARDS)]
        env.process(source(requests, 2.0, lambda: sharded(choice.getrandbits(32), workers, shards)))
    processor, clock = time.process_time(), time.perf_counter()
    env.run()
    seconds, wall = time.process_time() - processor, time.perf_counter() - clock
    print(json.dumps({"events": 0, "done": figures["done"], "mean": figures["sum"] / figures["done"], "seconds": seconds, "wallSeconds": wall}))


main(sys.argv[1], int(sys.argv[2]))
