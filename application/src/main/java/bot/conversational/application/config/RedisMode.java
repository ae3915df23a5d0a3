package bot.conversational.application.config;

/** How a Redis is spread over servers. */
public enum RedisMode {
    /** One server. */
    SINGLE,
    /** One server at a time, which sentinels name. */
    SENTINEL,
    /** A Redis Cluster: each master has a part of the keys. */
    CLUSTER
}
