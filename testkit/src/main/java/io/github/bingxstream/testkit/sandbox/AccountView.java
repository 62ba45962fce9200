package io.github.bingxstream.testkit.sandbox;

import java.util.List;
import java.util.Optional;

/** What can be read of an account: the truth, or an older state of it. */
interface AccountView {
    List<SandboxBalance> balanceList();

    List<SandboxOrder> openOrders();

    List<SandboxOrder> closedOrders();

    List<SandboxFill> fills();

    Optional<SandboxOrder> order(long orderId);

    Optional<SandboxOrder> order(String clientOrderId);
}
