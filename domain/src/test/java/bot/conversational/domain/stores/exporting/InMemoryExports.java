package bot.conversational.domain.stores.exporting;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.exporting.Export;
import bot.conversational.domain.exporting.ExportId;
import bot.conversational.domain.exporting.ExportStore;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Exports in memory. */
public final class InMemoryExports implements ExportStore {

    private static final class Kept {
        private final UserId user;
        private final Map<Integer, byte[]> chunks = new TreeMap<>();
        private Export export;
        private int attempt;
        private Instant leaseUntil = Instant.MIN;

        Kept(UserId user, Export export) {
            this.user = user;
            this.export = export;
        }

        boolean isBeingMade() {
            return export.status() == Export.Status.QUEUED || export.status() == Export.Status.RUNNING;
        }

        void become(Export.Status status, double progress, Optional<String> problem) {
            long size =
                    chunks.values().stream().mapToLong(bytes -> bytes.length).sum();
            export = new Export(
                    export.id(),
                    status,
                    progress,
                    new Export.Written(size, chunks.size()),
                    problem,
                    export.createdAt(),
                    export.expiresAt());
        }
    }

    private final InMemoryDatabase database;
    private final Map<ExportId, Kept> kept = new LinkedHashMap<>();

    public InMemoryExports(InMemoryDatabase database) {
        this.database = database;
    }

    private Optional<Kept> of(UserId user, ExportId id) {
        return Optional.ofNullable(kept.get(id)).filter(it -> it.user.equals(user));
    }

    private Optional<Kept> of(Claim claim) {
        return of(claim.user(), claim.export())
                .filter(it -> it.attempt == claim.attempt() && it.export.status() == Export.Status.RUNNING);
    }

    @Override
    public boolean add(UserId user, Export export, AuditEntry entry) {
        return database.call(() -> {
            boolean busy = kept.values().stream().anyMatch(it -> it.user.equals(user) && it.isBeingMade());
            if (busy || !database.users.containsKey(user)) {
                return false;
            }
            kept.values().removeIf(it -> it.user.equals(user));
            kept.put(export.id(), new Kept(user, export));
            database.audited(entry);
            return true;
        });
    }

    @Override
    public Optional<Export> find(UserId user, ExportId id, Instant now) {
        return database.call(() -> of(user, id)
                .map(it -> it.export)
                .filter(export -> export.expiresAt().isAfter(now)));
    }

    @Override
    public Optional<byte[]> chunk(UserId user, ExportId id, int n) {
        return database.call(() -> of(user, id)
                .filter(it -> it.export.status() == Export.Status.COMPLETED)
                .flatMap(it -> Optional.ofNullable(it.chunks.get(n))));
    }

    @Override
    public boolean remove(UserId user, ExportId id) {
        return database.call(() -> of(user, id).isPresent() && kept.remove(id) != null);
    }

    @Override
    public Optional<Claim> claim(Duration lease) {
        return database.call(() -> kept.values().stream()
                .filter(it -> it.isBeingMade() && !it.leaseUntil.isAfter(database.clock.instant()))
                .findFirst()
                .map(it -> {
                    it.attempt++;
                    it.leaseUntil = database.clock.instant().plus(lease);
                    it.chunks.clear();
                    it.become(Export.Status.RUNNING, 0, Optional.empty());
                    return new Claim(it.user, it.export.id(), it.attempt);
                }));
    }

    @Override
    public boolean append(Claim claim, int n, byte[] bytes, double progress, Duration lease) {
        return database.call(() -> of(claim)
                .map(it -> {
                    it.chunks.put(n, bytes.clone());
                    it.leaseUntil = database.clock.instant().plus(lease);
                    it.become(Export.Status.RUNNING, progress, Optional.empty());
                    return true;
                })
                .orElse(false));
    }

    @Override
    public boolean renew(Claim claim, double progress, Duration lease) {
        return database.call(() -> of(claim)
                .map(it -> {
                    it.leaseUntil = database.clock.instant().plus(lease);
                    it.become(Export.Status.RUNNING, progress, Optional.empty());
                    return true;
                })
                .orElse(false));
    }

    @Override
    public void end(Claim claim, Optional<String> problem) {
        database.call(() -> {
            of(claim)
                    .ifPresent(it -> it.become(
                            problem.isPresent() ? Export.Status.FAILED : Export.Status.COMPLETED,
                            problem.isPresent() ? it.export.progress() : 1,
                            problem));
            return true;
        });
    }

    @Override
    public boolean sweep(Instant now) {
        return database.call(
                () -> kept.values().removeIf(it -> !it.export.expiresAt().isAfter(now)));
    }
}
