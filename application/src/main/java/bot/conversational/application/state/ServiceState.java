package bot.conversational.application.state;

import bot.conversational.application.http.metrics.RequestTimes;
import bot.conversational.application.indexing.FollowerSamples;
import bot.conversational.application.state.CheckRounds.Round;
import bot.conversational.application.state.ModelTroubles.ModelTrouble;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.session.Caller;
import java.util.List;

/** Tells administrators how the service does, as one node sees it. */
public final class ServiceState {

    /**
     * The state at a time.
     *
     * @param followers what PostgreSQL says, so that all nodes say the same
     * @param requests of this node since its start, as {@code models}
     */
    public record Seen(
            NodeId node,
            Round checks,
            List<FollowerSamples.Track> followers,
            RequestTimes.Counts requests,
            List<ModelTrouble> models) {}

    private final NodeId node;
    private final CheckRounds checks;
    private final FollowerSamples followers;
    private final RequestTimes requests;
    private final ModelTroubles models;

    public ServiceState(
            NodeId node, CheckRounds checks, FollowerSamples followers, RequestTimes requests, ModelTroubles models) {
        this.node = node;
        this.checks = checks;
        this.followers = followers;
        this.requests = requests;
        this.models = models;
    }

    /** @throws bot.conversational.domain.shared.DomainException.Forbidden when the caller is no administrator */
    public Seen see(Caller caller) {
        caller.requireAdministrator();
        return new Seen(node, checks.latest(), followers.all(), requests.counts(), models.all());
    }
}
