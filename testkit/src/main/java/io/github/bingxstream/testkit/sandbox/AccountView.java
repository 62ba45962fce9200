package io.github.bingxstream.testkit.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be read of an account: of the truth, or of an older state of it. Guarded by the account's lock. */
record AccountView(OrderRecords records, Supplier<List<SandboxBalance>> balances) {

    List<SandboxBalance> balanceList() {
        return balances.get();
    }

    List<SandboxOrder> openOrders() {
        return records.open();
    }

    List<SandboxOrder> closedOrders() {
        return records.closed();
    }

    List<SandboxFill> fills() {
        return records.fills();
    }

    Optional<SandboxOrder> order(long orderId) {
        return records.order(orderId);
    }

    Optional<SandboxOrder> order(String clientOrderId) {
        return records.order(clientOrderId);
    }
}
