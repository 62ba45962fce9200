package io.github.bingxstream.testkit.sandbox;

/** Who hears of changes. Called under the account's lock, in the order of the changes; must neither block nor throw. */
@FunctionalInterface
interface AccountFeed {
    void happened(SpotAccount account, AccountChange change);
}
