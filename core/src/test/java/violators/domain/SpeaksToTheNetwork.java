package violators.domain;

import java.net.Socket;

record SpeaksToTheNetwork(Socket socket) {}
