package bot.conversational.domain.llm;

/** What an answer may consist of: the tools that it may call, and the form of its text. */
public record AnswerForm(ToolUse tools, ResponseFormat format) {

    /** Text of any form. */
    public static final AnswerForm FREE = new AnswerForm(ToolUse.NONE, ResponseFormat.free());

    public boolean isFree() {
        return tools.isNone() && format instanceof ResponseFormat.Free;
    }
}
