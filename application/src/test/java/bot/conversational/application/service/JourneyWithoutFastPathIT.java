package bot.conversational.application.service;

import bot.conversational.application.service.harness.NodeWithoutFastPath;
import bot.conversational.application.service.harness.ServiceProcess;

/** The same where every turn goes through Jersey. */
class JourneyWithoutFastPathIT extends JourneyIT {

    @Override
    ServiceProcess node() {
        return NodeWithoutFastPath.shared();
    }
}
