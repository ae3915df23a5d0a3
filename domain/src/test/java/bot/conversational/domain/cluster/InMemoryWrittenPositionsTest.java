package bot.conversational.domain.cluster;

import bot.conversational.domain.shared.Outage;

class InMemoryWrittenPositionsTest implements WrittenPositionsContract {

    private final InMemoryWrittenPositions positions = new InMemoryWrittenPositions();

    @Override
    public WrittenPositions node() {
        return positions.node();
    }

    @Override
    public Outage outage() {
        return positions.outage();
    }

    @Override
    public void lose() {
        positions.lose();
    }
}
