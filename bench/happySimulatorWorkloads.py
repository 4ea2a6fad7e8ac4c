"""The two reference workloads with the package happysimulator, the quickest way it offers: a generator for each request, resources for slots.
Use: happySimulatorWorkloads.py W1|W2 REQUESTS"""
import json
import random
import sys
import time

from happysimulator import Event, Resource, Simulation
from happysimulator.core.entity import Entity
from happysimulator.core.temporal import Instant

WORKERS, SLOTS, SHARDS = 5, 8, 4
exponential = random.Random(1).expovariate
choice = random.Random(2)


def hop():
    return 0.5 + exponential(2.0)


class Requests(Entity):
    """What becomes of each request."""

    def __init__(self):
        super().__init__("requests")
        self.done = 0
        self.sum = 0.0

    def answered(self, started):
        self.sum += self.now.to_seconds() - started
        self.done += 1


class Served(Requests):
    def __init__(self):
        super().__init__()
        self.resources = [Resource("server", 1)]

    def handle_event(self, event):
        started = self.now.to_seconds()
        slot = yield self.resources[0].acquire()
        yield exponential(1.0)
        slot.release()
        self.answered(started)


class Sharded(Requests):
    def __init__(self):
        super().__init__()
        self.workers = [Resource(f"worker {i}", SLOTS) for i in range(WORKERS)]
        self.shards = [Resource(f"shard {i}", 1) for i in range(SHARDS)]
        self.resources = self.workers + self.shards

    def handle_event(self, event):
        started = self.now.to_seconds()
        key = choice.getrandbits(32)
        yield hop()
        worker = self.workers[choice.randrange(WORKERS)]
        yield hop()
        slot = yield worker.acquire()
        yield exponential(1.0)
        yield hop()
        turn = yield self.shards[hash(key) % SHARDS].acquire()
        yield exponential(1.0)
        turn.release()
        yield hop()
        slot.release()
        yield hop()
        yield hop()
        self.answered(started)


class Arrivals(Entity):
    def __init__(self, requests, rate, target):
        super().__init__("arrivals")
        self.left = requests
        self.rate = rate
        self.target = target

    def handle_event(self, event):
        self.left -= 1
        request = Event(self.now, "request", self.target)
        return request if self.left == 0 else [request, Event(self.now + exponential(self.rate), "arrival", self)]


def main(workload, requests):
    target = Served() if workload == "W1" else Sharded()
    arrivals = Arrivals(requests, 0.8 if workload == "W1" else 2.0, target)
    simulation = Simulation(entities=[arrivals, target, *target.resources])
    simulation.schedule(Event(Instant.from_seconds(exponential(arrivals.rate)), "arrival", arrivals))
    processor, clock = time.process_time(), time.perf_counter()
    simulation.run()
    seconds, wall = time.process_time() - processor, time.perf_counter() - clock
    print(json.dumps({"events": 0, "done": target.done, "mean": target.sum / target.done, "seconds": seconds, "wallSeconds": wall}))


main(sys.argv[1], int(sys.argv[2]))
