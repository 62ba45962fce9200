package violators.adapter;

import io.github.bingxstream.testkit.transport.ScriptedPeer;

record SeesTheTestkit(ScriptedPeer peer) {}
