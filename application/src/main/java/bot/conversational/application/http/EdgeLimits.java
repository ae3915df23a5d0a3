package bot.conversational.application.http;

import bot.conversational.application.http.body.BodyBudget;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.overload.ConnectionLimits;
import bot.conversational.application.http.overload.UserCalls;

/**
 * What bounds the use of a node, each in its own dimension.
 *
 * @param workload the calls that it works on
 * @param calls of each user, to their last byte
 * @param bodies the memory of bodies that arrive
 * @param answers the memory of pages that are sent
 * @param connections in all and of each address
 * @param addresses where calls come from
 */
public record EdgeLimits(
        ConcurrencyLimit workload,
        UserCalls calls,
        BodyBudget bodies,
        AnswerBudget answers,
        ConnectionLimits connections,
        ClientAddresses addresses) {}
