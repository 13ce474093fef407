/** What is needed of a Redis client that speaks RESP 2; that of `@redis/client` has it. */
export interface RedisConnection {
  /** Sends a command, and returns its reply. Replies come in the order of the commands. */
  sendCommand(args: readonly string[]): Promise<unknown>;
  /** Hangs up at once, whatever is under way. */
  destroy(): void;
}
