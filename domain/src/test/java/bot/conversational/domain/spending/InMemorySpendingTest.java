package bot.conversational.domain.spending;

import bot.conversational.domain.user.UserId;
import java.util.UUID;

class InMemorySpendingTest implements SpendingStoreContract {

    private final SpendingStore spending = new InMemorySpending();

    @Override
    public SpendingStore spending() {
        return spending;
    }

    @Override
    public UserId someUser() {
        return new UserId(UUID.randomUUID());
    }
}
