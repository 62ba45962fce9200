package violators.adapter;

import javax.net.ssl.HttpsURLConnection;

class LooksAtNoHost {
    void prepare(HttpsURLConnection connection) {
        connection.setHostnameVerifier((host, session) -> true);
    }
}
