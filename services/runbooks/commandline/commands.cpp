// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "wrappers.h"

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = Statement::Kind;

namespace {

/// Walks a script; what is around a command is a CommandUse without the command.
class Collector
{
public:
    void script(const Script &script, const CommandUse &around, bool isTop)
    {
        for (const Statement &each : script.statements) {
            CommandUse here = around;
            if (isTop)
                here.statement = each.place;
            statement(each, here);
        }
    }
    QList<CommandUse> take() { return std::move(m_found); }

private:
    void statement(const Statement &statement, CommandUse around)
    {
        around.inBackground = around.inBackground || statement.background;
        if (statement.kind == Kind::Command)
            return command(statement.command, around);
        around.inLoop = around.inLoop || statement.kind == Kind::Loop;
        around.inCondition = around.inCondition || statement.kind == Kind::Condition;
        around.inFunction = around.inFunction || statement.kind == Kind::Function;
        words(statement.items, around);
        redirections(statement.redirections, around);
        for (size_t i = 0; i < statement.parts.size(); ++i) {
            CommandUse here = around;
            here.inCondition = here.inCondition || (statement.kind == Kind::List && i > 0);
            if (statement.kind == Kind::Pipeline) {
                here.pipePosition = static_cast<int>(i);
                here.pipeLength = static_cast<int>(statement.parts.size());
            }
            this->statement(statement.parts[i], here);
        }
    }

    void command(const SimpleCommand &command, CommandUse here)
    {
        here.command = command;
        here.words = command.words;
        unwrap(here);
        here.place = here.words.isEmpty() ? command.place : here.words.first().place;
        m_found << here;
        for (const Assignment &each : command.assignments)
            words({each.value}, here);
        words(command.words, here);
        redirections(command.redirections, here);
    }

    void redirections(const QList<Redirection> &redirections, const CommandUse &around)
    {
        for (const Redirection &each : redirections)
            words({each.target}, around);
    }

    void words(const QList<Word> &words, const CommandUse &around)
    {
        for (const Word &word : words) {
            for (const WordPart &part : word.parts) {
                if (part.script)
                    script(*part.script, inside(around), false);
            }
        }
    }

    static CommandUse inside(const CommandUse &around)
    {
        CommandUse here;
        here.inLoop = around.inLoop;
        here.inCondition = around.inCondition;
        here.inFunction = around.inFunction;
        here.inBackground = around.inBackground;
        here.inSubstitution = true;
        here.statement = around.statement;
        return here;
    }

    QList<CommandUse> m_found;
};

} // namespace

QList<CommandUse> commandsOf(const Script &script)
{
    Collector collector;
    collector.script(script, {}, true);
    return collector.take();
}

} // namespace sm::commandline
