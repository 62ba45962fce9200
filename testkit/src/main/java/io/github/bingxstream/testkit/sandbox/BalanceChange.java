package io.github.bingxstream.testkit.sandbox;

/** One asset before and after one change. */
record BalanceChange(SandboxBalance before, SandboxBalance after) {}
