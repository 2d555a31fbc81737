package org.isocenter.cli.command;

import org.isocenter.cli.client.LocalStack;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the parts of verbs; those that need the local stack are handed it. */
public final class VerbFactory implements IFactory {
    private final LocalStack localStack;
    private final IFactory others = CommandLine.defaultFactory();

    public VerbFactory(LocalStack localStack) {
        this.localStack = localStack;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type.equals(Connection.class) ? type.cast(new Connection(localStack)) : others.create(type);
    }
}
