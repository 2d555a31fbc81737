package org.isocenter.training.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.training.view.ViewRandom;

/** For each image its group and, epoch by epoch, another image of it; a function of the seed alone. */
public final class Partners {
    private static final int DRAW = -1; // views count from 0

    private final List<String> groups;
    private final int reach;
    private final Map<String, List<Integer>> members = new HashMap<>();
    private final int[] rank;

    /**
     * Partners among images.
     *
     * @param groups name of each image's group
     * @param order of each image within its group
     * @param reach how many places apart partners may be; 0 where any two of a group are
     */
    public Partners(List<String> groups, List<Double> order, int reach) {
        this.groups = List.copyOf(groups);
        this.reach = reach;
        this.rank = new int[groups.size()];
        IntStream.range(0, groups.size())
                .boxed()
                .sorted(Comparator.comparing(order::get))
                .forEach(place -> {
                    List<Integer> group = members.computeIfAbsent(groups.get(place), name -> new ArrayList<>());
                    rank[place] = group.size();
                    group.add(place);
                });
    }

    /** Images without partners: each is a group of its own. */
    public static Partners none(FrameSource source) {
        return each(IntStream.range(0, source.size()).mapToObj(source::id).toList());
    }

    /** The same by the names of the images. */
    public static Partners each(List<String> ids) {
        return new Partners(ids, ids.stream().map(id -> 0.0).toList(), 0);
    }

    /** The group of the image at a place. */
    public String group(int place) {
        return groups.get(place);
    }

    /** The image so many places further in the order of its group; the first or last where the group ends before. */
    public int beside(int place, int places) {
        List<Integer> group = members.get(groups.get(place));
        return group.get(Math.max(0, Math.min(group.size() - 1, rank[place] + places)));
    }

    /** Another image of the same group, or the same one where there is no other. */
    public int of(int place, long seed, long epoch, String id) {
        List<Integer> group = members.get(groups.get(place));
        int first = reach == 0 ? 0 : Math.max(0, rank[place] - reach);
        int last = reach == 0 ? group.size() - 1 : Math.min(group.size() - 1, rank[place] + reach);
        if (first == last) {
            return place;
        }
        int drawn = first + ViewRandom.of(seed, id, epoch, DRAW).nextInt(last - first);
        return group.get(drawn < rank[place] ? drawn : drawn + 1);
    }
}
