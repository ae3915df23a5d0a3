package bot.conversational.application.turns;

import bot.conversational.application.background.BackgroundJob;
import bot.conversational.domain.chat.recovery.DrainNode;
import bot.conversational.domain.chat.recovery.EndOrphanedTurns;
import bot.conversational.domain.chat.recovery.SaveLiveTexts;
import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.cluster.RenewLease;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ShutdownThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a node except answering calls: renewing its lease, saving live texts, handling stop requests, ending the
 * turns of dead nodes; and its shutdown. After SIGTERM the node first says that it is not ready, and serves on until
 * balancers have seen that. Then it refuses new answers, and running ones have time to finish.
 */
public final class NodeLife implements BackgroundJob {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
    private static final Duration RENEWAL = Duration.ofSeconds(3);
    private static final Duration MIRRORING = Duration.ofMillis(500);
    private static final Duration KEEPING = Duration.ofSeconds(1);
    private static final Duration OBEYING = Duration.ofMillis(400);
    private static final Duration REAPING = Duration.ofSeconds(1);
    /** Balancers look about once a second. */
    private static final Duration SEEN = Duration.ofSeconds(2);

    private static final Duration TO_KEEP = Duration.ofSeconds(4);

    /** In the order of what SIGTERM ends: what says that the node is not ready is the first, the server is the last. */
    private static final int BEHIND_READINESS = 1;

    private final RenewLease lease;
    private final DrainNode drain;
    private final ExecutorService generations;
    private final List<BackgroundJob> tasks;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final CountDownLatch drained = new CountDownLatch(1);

    /** @param generations the threads that answers are generated on; ended with the node */
    public NodeLife(
            NodeId self,
            RenewLease lease,
            SaveLiveTexts texts,
            StopTurn stops,
            EndOrphanedTurns reaper,
            DrainNode drain,
            ExecutorService generations) {
        this.lease = lease;
        this.drain = drain;
        this.generations = generations;
        this.tasks = List.of(
                BackgroundJob.every("lease", RENEWAL, lease::renew),
                BackgroundJob.every("mirror", MIRRORING, texts::mirror),
                BackgroundJob.every("deltas", KEEPING, texts::keep),
                BackgroundJob.every("stops", OBEYING, () -> stops.obey(self)),
                BackgroundJob.whileBusy("reaper", REAPING, reaper::runOnce));
    }

    @Override
    public void start() throws Exception {
        setClock();
        for (BackgroundJob task : tasks) {
            task.start();
        }
        ShutdownThread.register(BEHIND_READINESS, new OnSignal());
    }

    /** With the first renewal, before anybody calls. */
    private void setClock() {
        try {
            lease.renew();
        } catch (DomainException | IllegalStateException e) {
            LOG.info("no lease yet, it is tried again: {}", e.getMessage());
        }
    }

    @Override
    public void stop() throws Exception {
        beginToDrain();
        drained.await();
        generations.shutdownNow();
        for (BackgroundJob task : tasks) {
            task.stop();
        }
        try {
            lease.release();
        } catch (DomainException.Unavailable away) {
            LOG.info("the lease was not released and will expire: {}", away.getMessage());
        }
    }

    @Override
    public boolean lives() {
        return tasks.stream().allMatch(BackgroundJob::lives);
    }

    /**
     * Drains the node without ending it: it says at once that it is not ready, and refuses new answers when balancers have
     * seen that. A repeat changes nothing.
     */
    public void drain() {
        if (leaving.compareAndSet(false, true)) {
            LOG.info("draining by an operator's task");
            Thread.ofVirtual().name("drain-task").start(() -> {
                try {
                    Thread.sleep(SEEN);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                beginToDrain();
            });
        }
    }

    /**
     * A word for operators.
     *
     * @throws IllegalStateException when the node is being drained by a task
     */
    public String accepting() {
        if (leaving.get()) {
            throw new IllegalStateException("draining: only a restart brings the node back");
        }
        return "new answers";
    }

    private synchronized void beginToDrain() {
        if (drain.begin()) {
            Thread.ofVirtual().name("drain").start(() -> {
                try {
                    drain.finish(TO_KEEP);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    drained.countDown();
                }
            });
        }
    }

    /** Jetty's own shutdown hook ends it before the server. */
    private final class OnSignal extends AbstractLifeCycle {

        OnSignal() {
            try {
                start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void doStop() {
            LOG.info("draining: new answers are refused, running ones may finish");
            beginToDrain();
        }
    }
}
