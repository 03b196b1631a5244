/** Rate limits: one token bucket per key, kept in memory of this process, filled by the injected clock. */

export interface BucketPolicy {
  /** How many requests may come at once. */
  readonly burst: number;
  /** How many more each second. */
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

export interface RateLimiter {
  /** Takes one token of a key; 0 when there was one, else the seconds after which there will be. */
  take(key: string, now: Date): number;
  readonly size: number;
}

/** Makes a limiter that remembers at most `capacity` keys; full buckets are forgotten first, then the oldest. */
export function rateLimiter(policy: BucketPolicy, capacity = 50_000): RateLimiter {
  const buckets = new Map<string, Bucket>();
  const refill = (bucket: Bucket, time: number): number =>
    Math.min(policy.burst, bucket.tokens + (Math.max(0, time - bucket.filledAt) / 1000) * policy.perSecond);
  const makeRoom = (time: number): void => {
    for (const [key, bucket] of buckets) if (refill(bucket, time) >= policy.burst) buckets.delete(key);
    for (const key of buckets.keys()) {
      if (buckets.size < capacity) break;
      buckets.delete(key);
    }
  };
  return {
    take(key, now) {
      const time = now.getTime();
      let bucket = buckets.get(key);
      if (!bucket) {
        if (buckets.size >= capacity) makeRoom(time);
        bucket = { tokens: policy.burst, filledAt: time };
        buckets.set(key, bucket);
      }
      bucket.tokens = refill(bucket, time);
      bucket.filledAt = time;
      if (bucket.tokens < 1) return (1 - bucket.tokens) / policy.perSecond;
      bucket.tokens -= 1;
      return 0;
    },
    get size() {
      return buckets.size;
    },
  };
}
