// The two reference workloads, written by hand in single-threaded C++: the yardstick of `npm run bench`.
// Build: g++ -O3 -march=native -ffp-contract=off reference.cpp -o reference. Use: reference W1|W2 REQUESTS
#include <chrono>
#include <ctime>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <queue>
#include <vector>

// -log((k + 0.5) / 2^32) with the polynomial of FreeBSD's e_log.c: from + - * / alone, so that every machine computes the same.
struct Halvings {
  double of[33];
  Halvings() { double p = 2; for (double& power : of) { power = p; p *= 0.5; } }
};
static const Halvings halvings;
static double negLog32(uint32_t k) {
  const double x = k + 0.5;
  const int exponent = k ? 31 - __builtin_clz(k) : -1;
  double m = x * halvings.of[exponent + 1], e = exponent - 32;
  if (m > 1.4142135623730951) { m *= 0.5; e += 1; }
  const double f = m - 1, s = f / (2 + f), z = s * s, half = 0.5 * f * f;
  const double r = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01
    + z * (1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01))))));
  return -(e * 0.6931471805599453 + (f - (half - s * (half + r))));
}

// sfc32 (C. Doty-Humphrey), one stream a node.
struct Stream {
  uint32_t a, b, c, d;
  Stream(uint32_t seed, uint32_t id) : a(seed), b(id), c(0x9E3779B9u), d(1) { for (int i = 0; i < 15; i++) next(); }
  uint32_t next() {
    const uint32_t t = a + b + d++;
    a = b ^ (b >> 9);
    b = c + (c << 3);
    c = ((c << 21) | (c >> 11)) + t;
    return t;
  }
  double exponential() { return negLog32(next()); }
  double latency() { return 0.5 + 0.5 * exponential(); }
};

struct Event {
  double time;
  uint64_t sequence;
  uint32_t request;
  uint16_t type, node;
  bool operator<(const Event& other) const { return time > other.time || (time == other.time && sequence > other.sequence); }
};

struct Simulation {
  std::priority_queue<Event> events;
  double now = 0, sum = 0;
  uint64_t sequence = 0, done = 0, count = 0;
  void at(double delay, uint16_t type, uint16_t node, uint32_t request) { events.push({now + delay, sequence++, request, type, node}); }
  bool next(Event& event) {
    if (events.empty()) return false;
    event = events.top();
    events.pop();
    now = event.time;
    count++;
    return true;
  }
};

struct Pool {
  struct Request { double started; uint32_t key; uint16_t worker; };
  std::vector<Request> all;
  std::vector<uint32_t> unused;
  uint32_t take() {
    if (unused.empty()) { all.emplace_back(); return all.size() - 1; }
    const uint32_t request = unused.back();
    unused.pop_back();
    return request;
  }
};

static void singleServer(Simulation& s, uint32_t requests) {
  Stream arrivals(1, 0), service(1, 2);
  std::deque<double> waiting;
  uint32_t made = 0;
  s.at(arrivals.exponential() * 1.25, 0, 0, 0);
  for (Event event; s.next(event);) {
    if (event.type == 0) {
      waiting.push_back(s.now);
      if (waiting.size() == 1) s.at(service.exponential(), 1, 1, 0);
      if (++made < requests) s.at(arrivals.exponential() * 1.25, 0, 0, 0);
    } else {
      s.sum += s.now - waiting.front();
      waiting.pop_front();
      s.done++;
      if (!waiting.empty()) s.at(service.exponential(), 1, 1, 0);
    }
  }
}

static uint32_t mix(uint32_t h) { h ^= h >> 16; h *= 0x85ebca6bu; h ^= h >> 13; h *= 0xc2b2ae35u; return h ^ (h >> 16); }

static void shardedService(Simulation& s, uint32_t requests) {
  enum { Generate, AtBalancer, AtWorker, Worked, AtShard, Stored, BackAtWorker, BackAtBalancer, BackAtSource };
  const int workers = 5, shards = 4, slots = 8, firstWorker = 2, firstShard = 7;
  std::vector<Stream> streams;
  for (int i = 0; i < 2 + workers + shards; i++) streams.emplace_back(1, i);
  struct Station { std::deque<uint32_t> queue; int busy = 0; };
  std::vector<Station> stations(2 + workers + shards);
  Pool pool;
  uint32_t made = 0;
  s.at(streams[0].exponential() * 0.5, Generate, 0, 0);
  for (Event e; s.next(e);) {
    const uint32_t r = e.request;
    Stream& stream = streams[e.node];
    Station& here = stations[e.node];
    switch (e.type) {
      case Generate: {
        const uint32_t fresh = pool.take();
        pool.all[fresh] = {s.now, stream.next(), 0};
        s.at(stream.latency(), AtBalancer, 1, fresh);
        if (++made < requests) s.at(stream.exponential() * 0.5, Generate, 0, 0);
        break;
      }
      case AtBalancer: pool.all[r].worker = firstWorker + stream.next() % workers; s.at(stream.latency(), AtWorker, pool.all[r].worker, r); break;
      case AtWorker: if (here.busy < slots) { here.busy++; s.at(stream.exponential(), Worked, e.node, r); } else here.queue.push_back(r); break;
      case Worked: s.at(stream.latency(), AtShard, firstShard + mix(pool.all[r].key) % shards, r); break;
      case AtShard: if (here.busy == 0) { here.busy = 1; s.at(stream.exponential(), Stored, e.node, r); } else here.queue.push_back(r); break;
      case Stored: case BackAtWorker:
        if (e.type == Stored) s.at(stream.latency(), BackAtWorker, pool.all[r].worker, r); else s.at(stream.latency(), BackAtBalancer, 1, r);
        if (here.queue.empty()) here.busy--;
        else { s.at(stream.exponential(), e.type == Stored ? Stored : Worked, e.node, here.queue.front()); here.queue.pop_front(); }
        break;
      case BackAtBalancer: s.at(stream.latency(), BackAtSource, 0, r); break;
      case BackAtSource: s.sum += s.now - pool.all[r].started; s.done++; pool.unused.push_back(r); break;
    }
  }
}

int main(int, char** arguments) {
  Simulation s;
  const uint32_t requests = atoi(arguments[2]);
  const clock_t start = clock();
  const auto started = std::chrono::steady_clock::now();
  if (!strcmp(arguments[1], "W1")) singleServer(s, requests); else shardedService(s, requests);
  const double seconds = double(clock() - start) / CLOCKS_PER_SEC;
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  printf("{\"events\":%llu,\"done\":%llu,\"t\":%.17g,\"sum\":%.17g,\"seconds\":%.6f,\"wallSeconds\":%.6f}\n", (unsigned long long)s.count, (unsigned long long)s.done, s.now, s.sum, seconds, wall);
}
