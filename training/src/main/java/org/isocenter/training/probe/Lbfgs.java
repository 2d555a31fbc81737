package org.isocenter.training.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Minimises a smooth convex function with limited memory BFGS (Nocedal 1980) and a backtracking line search. */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final double ARMIJO = 1e-4;
    private static final int MAX_HALVINGS = 40;

    /** A function with its gradient. */
    interface Objective {
        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Pair(double[] step, double[] change, double inverse) {}

    /** The point where the largest gradient entry is below the tolerance, or where steps no longer help. */
    static double[] minimise(Objective objective, double[] start, int maxSteps, double tolerance) {
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = objective.at(x, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int step = 0; step < maxSteps && largest(gradient) > tolerance; step++) {
            double[] direction = direction(gradient, pairs);
            double slope = KnnProbe.dot(direction, gradient);
            double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(KnnProbe.dot(gradient, gradient))) : 1;
            double[] next = new double[x.length];
            double[] nextGradient = new double[x.length];
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
                move(x, direction, length, next);
                nextValue = objective.at(next, nextGradient);
                if (nextValue <= value + ARMIJO * length * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                return x;
            }
            remember(pairs, x, next, gradient, nextGradient);
            x = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return x;
    }

    private static void move(double[] x, double[] direction, double length, double[] next) {
        for (int i = 0; i < x.length; i++) {
            next[i] = x[i] + length * direction[i];
        }
    }

    private static void remember(Deque<Pair> pairs, double[] x, double[] next, double[] g, double[] nextG) {
        double[] step = new double[x.length];
        double[] change = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            step[i] = next[i] - x[i];
            change[i] = nextG[i] - g[i];
        }
        double curvature = KnnProbe.dot(step, change);
        if (curvature > 1e-14) {
            pairs.addLast(new Pair(step, change, 1 / curvature));
        }
        if (pairs.size() > MEMORY) {
            pairs.removeFirst();
        }
    }

    /** The two-loop recursion. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] q = gradient.clone();
        double[] alpha = new double[pairs.size()];
        int at = pairs.size();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            alpha[--at] = pair.inverse() * KnnProbe.dot(pair.step(), q);
            add(q, pair.change(), -alpha[at]);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            scale(q, 1 / (last.inverse() * KnnProbe.dot(last.change(), last.change())));
        }
        for (Pair pair : pairs) {
            double beta = pair.inverse() * KnnProbe.dot(pair.change(), q);
            add(q, pair.step(), alpha[at++] - beta);
        }
        scale(q, -1);
        return q;
    }

    private static void add(double[] target, double[] other, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * other[i];
        }
    }

    private static void scale(double[] target, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] *= factor;
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private Lbfgs() {}
}
