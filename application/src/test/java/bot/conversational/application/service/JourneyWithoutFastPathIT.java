package bot.conversational.application.service;

import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.NodeWithoutFastPath;

/** The same where every turn goes through Jersey. */
class JourneyWithoutFastPathIT extends JourneyIT {

    @Override
    Node node() {
        return NodeWithoutFastPath.shared();
    }
}
