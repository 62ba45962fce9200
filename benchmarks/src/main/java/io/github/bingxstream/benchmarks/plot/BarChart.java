package io.github.bingxstream.benchmarks.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars in SVG, in panels below one another, each with a scale of its own that begins at zero. */
final class BarChart {

    private static final int WIDTH = 900;
    private static final int LABELS = 260;
    private static final int VALUES = 110;
    private static final int ROW = 20;
    private static final int TITLE = 34;

    private final List<Panel> panels = new ArrayList<>();

    /**
     * A row of a panel.
     *
     * @param label what it says
     * @param value its length, in the panel's unit
     * @param shown the value as text
     * @param ours whether it is ours, which is drawn in another colour
     */
    record Bar(String label, double value, String shown, boolean ours) {}

    private record Panel(String title, List<Bar> bars) {}

    /** Adds a panel below those there are. */
    void add(String title, List<Bar> bars) {
        panels.add(new Panel(title, List.copyOf(bars)));
    }

    String svg() {
        int height = 10;
        for (Panel panel : panels) {
            height += TITLE + ROW * panel.bars.size();
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                WIDTH,
                height));
        int y = 0;
        for (Panel panel : panels) {
            draw(panel, y, svg);
            y += TITLE + ROW * panel.bars.size();
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(Panel panel, int top, StringBuilder svg) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"10\" y=\"%d\" font-size=\"14\" font-weight=\"bold\">%s</text>%n",
                top + 24,
                escaped(panel.title)));
        double longest = panel.bars.stream().mapToDouble(Bar::value).max().orElse(1);
        int y = top + TITLE;
        for (Bar bar : panel.bars) {
            double width = (WIDTH - LABELS - VALUES) * bar.value / longest;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                    LABELS - 8,
                    y + 14,
                    escaped(bar.label),
                    LABELS,
                    y + 2,
                    width,
                    ROW - 5,
                    bar.ours ? "#d9662b" : "#9aa7b1",
                    LABELS + width + 6,
                    y + 14,
                    escaped(bar.shown)));
            y += ROW;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
