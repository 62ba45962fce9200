package io.github.bingxstream.benchmarks.profile;

import java.util.Locale;
import java.util.Map;

/**
 * A flame graph in SVG: every call lies upon its caller, as wide as its share of the samples. The order from left to right
 * means nothing. A browser shows a call's whole name and share when pointed at.
 */
final class FlameGraph {

    private static final int WIDTH = 1200;
    private static final int ROW = 17;
    private static final int TITLE = 30;
    private static final double CHARACTER = 6.2;

    /** What is narrower than a pixel or so cannot be seen. */
    private static final double SHARE_MIN = 0.001;

    private final StringBuilder svg = new StringBuilder();
    private final long whole;
    private final long weightMin;
    private final int height;

    private FlameGraph(CallTree tree) {
        whole = Math.max(1, tree.weight());
        weightMin = Math.max(1, (long) (whole * SHARE_MIN));
        height = TITLE + ROW * tree.height(weightMin) + 10;
    }

    /** Draws the tree. The title says what the widths are. */
    static String of(String title, CallTree tree) {
        FlameGraph graph = new FlameGraph(tree);
        graph.begin(title);
        graph.draw(tree, 0, 0);
        return graph.svg.append("</svg>\n").toString();
    }

    private void begin(String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"10\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                        + "<text x=\"%d\" y=\"19\" text-anchor=\"middle\" font-size=\"14\">%s</text>%n",
                WIDTH,
                height,
                WIDTH / 2,
                escaped(title)));
    }

    private void draw(CallTree caller, double from, int level) {
        double x = from;
        for (Map.Entry<String, CallTree> call : caller.callees().entrySet()) {
            CallTree callee = call.getValue();
            double width = WIDTH * (double) callee.weight() / whole;
            if (callee.weight() >= weightMin) {
                box(call.getKey(), callee, x, width, level);
                draw(callee, x, level + 1);
            }
            x += width;
        }
    }

    private void box(String name, CallTree call, double x, double width, int level) {
        int y = height - 10 - ROW * (level + 1);
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s, %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                escaped(name),
                100.0 * call.weight() / whole,
                x,
                y,
                Math.max(0.4, width - 0.5),
                ROW - 1,
                colour(name)));
        String shown = shortened(name, (int) ((width - 4) / CHARACTER));
        if (!shown.isEmpty()) {
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + ROW - 5, escaped(shown)));
        }
        svg.append("</g>\n");
    }

    /** Ours in orange, what the platform does in grey, what is allocated in blue. */
    private static String colour(String name) {
        int shade = Math.floorMod(name.hashCode(), 30);
        if (name.startsWith("new ")) {
            return String.format(Locale.ROOT, "rgb(%d,%d,235)", 140 + shade, 180 + shade);
        }
        return name.contains("bingxstream")
                ? String.format(Locale.ROOT, "rgb(250,%d,80)", 150 + shade)
                : String.format(Locale.ROOT, "rgb(%d,%d,%d)", 200 + shade, 200 + shade, 200 + shade);
    }

    private static String shortened(String name, int length) {
        String bare = name.startsWith("new ") ? name : name.substring(classAt(name));
        if (length < 3) {
            return "";
        }
        return bare.length() <= length ? bare : bare.substring(0, length - 2) + "..";
    }

    /** Returns where the class's own name begins in {@code a.package.Type.method}. */
    private static int classAt(String name) {
        int method = name.lastIndexOf('.');
        return name.lastIndexOf('.', method - 1) + 1;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
