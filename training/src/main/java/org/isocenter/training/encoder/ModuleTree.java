package org.isocenter.training.encoder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The modules of a network as PyTorch nests them, told from the dots in the names of its state; each is a class of TorchScript. */
final class ModuleTree {
    /** An array of a module. */
    record Leaf(Parameter parameter, int place) {}

    private final String className;
    private final Map<String, Leaf> leaves = new LinkedHashMap<>();
    private final Map<String, ModuleTree> children = new LinkedHashMap<>();

    private ModuleTree(String className) {
        this.className = className;
    }

    /** The tree of a state, its root a class named {@code Kernel}. */
    static ModuleTree of(List<Parameter> parameters) {
        ModuleTree root = new ModuleTree("Kernel");
        int modules = 0;
        for (int i = 0; i < parameters.size(); i++) {
            ModuleTree node = root;
            String[] path = parameters.get(i).name().split("\\.", -1);
            for (int depth = 0; depth < path.length - 1; depth++) {
                ModuleTree child = node.children.get(path[depth]);
                if (child == null) {
                    child = new ModuleTree("Module" + modules++);
                    node.children.put(path[depth], child);
                }
                node = child;
            }
            node.leaves.put(path[path.length - 1], new Leaf(parameters.get(i), i));
        }
        return root;
    }

    String className() {
        return className;
    }

    Map<String, Leaf> leaves() {
        return leaves;
    }

    Map<String, ModuleTree> children() {
        return children;
    }

    /** This class and those beneath it, without methods; this one first. */
    List<String> declarations() {
        List<String> all = new ArrayList<>(List.of(declaration()));
        children.values().forEach(child -> all.addAll(child.declarations()));
        return all;
    }

    private String declaration() {
        StringBuilder text = new StringBuilder("class %s(Module):\n".formatted(className));
        text.append("  __parameters__ = [").append(names(true)).append("]\n");
        text.append("  __buffers__ = [").append(names(false)).append("]\n");
        text.append("  __annotations__ = []\n");
        leaves.keySet().forEach(name -> text.append("  __annotations__[\"%s\"] = Tensor\n".formatted(name)));
        children.forEach((name, child) ->
                text.append("  __annotations__[\"%s\"] = __torch__.%s\n".formatted(name, child.className)));
        return text.append("  training : bool\n").toString();
    }

    private String names(boolean trained) {
        return leaves.entrySet().stream()
                .filter(leaf -> leaf.getValue().parameter().isTrained() == trained)
                .map(leaf -> "\"" + leaf.getKey() + "\", ")
                .collect(Collectors.joining());
    }
}
