// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagebuilder.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

using commandline::CommandUse;
using commandline::Redirection;
using commandline::Script;
using markdown::Block;
using markdown::Section;

namespace {

bool isShell(const Block &code)
{
    static const QStringList shells{u""_s, u"bash"_s, u"sh"_s, u"shell"_s, u"zsh"_s, u"console"_s};
    return shells.contains(code.info.section(u' ', 0, 0).toLower());
}

/// Comments on lines of their own between \p line and what is before it.
QString commentAbove(const Script &script, int line)
{
    int from = 0;
    for (const commandline::Statement &each : script.statements) {
        if (each.end.line < line)
            from = std::max(from, each.end.line);
    }
    QStringList lines;
    for (const commandline::Comment &comment : script.comments) {
        if (comment.ownLine && comment.place.line > from && comment.place.line < line)
            lines.append(comment.text);
    }
    return lines.join(u'\n');
}

/// Where \p command puts what it makes, besides its redirections.
QStringList destinations(const Command &command)
{
    const QStringList &words = command.words;
    if (command.aws) {
        const commandline::AwsCommand &aws = *command.aws;
        if (aws.writtenService == "s3"_L1 && aws.positionals.size() > 1)
            return {aws.positionals.at(1)};
        if (aws.operation == "PutObject"_L1)
            return {u"s3://%1/%2"_s.arg(command.option(u"bucket"_s), command.option(u"key"_s))};
        return aws.outfile.isEmpty() ? QStringList() : QStringList{aws.outfile};
    }
    if (command.program == "tee"_L1 || command.program == "touch"_L1 || command.program == "zip"_L1)
        return words.mid(1);
    if (command.program == "cp"_L1 || command.program == "mv"_L1)
        return words.mid(words.size() - 1);
    QStringList found;
    for (qsizetype i = 1; i < words.size(); ++i) {
        static const QStringList outputs{u"-o"_s, u"-f"_s, u"-O"_s, u"--output"_s, u"--file"_s, u"-out"_s};
        if (outputs.contains(words.at(i)))
            found.append(words.value(i + 1));
        else if (words.at(i).startsWith("-out="_L1))
            found.append(words.at(i).mid(5));
    }
    return found;
}

} // namespace

PageBuilder::PageBuilder(Page &page)
    : m_page(page)
{
    m_page.scopes.append({{}, 1, 1, {}});
}

void PageBuilder::build()
{
    const QList<Block> &blocks = m_page.document.blocks;
    for (int i = 0; i < blocks.size(); ++i)
        addBlock(i);
    m_page.scopes.last().lastLine = static_cast<int>(m_page.document.source.lines.size());
    for (Scope &scope : m_page.scopes)
        scope.text = m_page.document.source.lines.mid(scope.line - 1, scope.lastLine - scope.line + 1).join(u'\n');
    for (qsizetype i = 0; i < m_page.commands.size(); ++i)
        addWritten(i);
}

void PageBuilder::addBlock(int index)
{
    const Block &block = m_page.document.blocks.at(index);
    if (block.kind == Block::Kind::Heading) {
        startScope(block);
    } else if (block.kind == Block::Kind::Item && block.depth == 1) {
        m_item = block.label + u' ' + block.text;
    } else if (block.kind == Block::Kind::Paragraph && block.depth == 0) {
        m_item.clear();
        if (!block.label.isEmpty()) {
            m_label = block.label;
            m_section = markdown::sectionOf(m_label);
        }
    }
    m_page.scopeOf.append(static_cast<int>(m_page.scopes.size()) - 1);
    m_page.sectionOf.append(m_section);
    m_page.leadOf.append(m_label + u'\n' + m_item);
    if (block.kind == Block::Kind::Code && isShell(block))
        addScript(index, block.text, block.textLine, false);
    for (const markdown::CodeSpan &span : block.spans) {
        if (span.text.contains(u' '))
            addScript(index, span.text, span.line, true);
    }
}

void PageBuilder::startScope(const Block &heading)
{
    const bool isPart = heading.level > m_level && m_level > 0 && markdown::isSectionHeading(heading.text);
    m_section = markdown::sectionOf(heading.text);
    m_label = isPart ? heading.text : QString();
    m_item.clear();
    if (isPart)
        return;
    m_page.scopes.last().lastLine = heading.line - 1;
    m_page.scopes.append({heading.text, heading.line, heading.line, {}});
    m_level = heading.level;
}

void PageBuilder::addScript(int index, const QString &text, int firstLine, bool onlyKnown)
{
    m_page.scripts.push_back(commandline::readShell(text, firstLine));
    const Script &script = m_page.scripts.back();
    for (const CommandUse &use : commandline::commandsOf(script))
        addCommand(index, script, use, onlyKnown);
}

void PageBuilder::addCommand(int index, const Script &script, const CommandUse &use, bool onlyKnown)
{
    Command command;
    command.use = use;
    for (const commandline::Word &word : use.words)
        command.words.append(word.text());
    command.program = command.words.value(0).section(u'/', -1);
    command.comment = commentAbove(script, use.place.line);
    if (command.comment.isEmpty())
        command.comment = commentAbove(script, use.statement.line);
    command.line = use.place.line;
    command.block = index;
    command.scope = m_page.scopeOf.last();
    if (command.program == "aws"_L1)
        command.aws = m_page.aws.read(use);
    else if (!command.program.isEmpty())
        command.tool = commandline::readTool(use);
    const bool isKnown = command.aws || (command.tool && command.tool->kind != commandline::ToolCommand::Kind::None);
    if (isKnown || !onlyKnown)
        m_page.commands.append(command);
}

void PageBuilder::addWritten(qsizetype index)
{
    const Command &command = m_page.commands.at(index);
    QString content;
    int line = 0;
    for (const Redirection &each : command.use.command.redirections) {
        if (!each.sign.startsWith("<<"_L1))
            continue;
        content = each.body;
        line = each.bodyPlace.line;
    }
    for (const Redirection &each : command.use.command.redirections) {
        if (each.sign.contains(u'>') && each.target.text() != "/dev/null"_L1)
            m_page.written.append({each.target.text(), index, content, line});
    }
    for (const QString &path : destinations(command))
        addWritten(index, path);
}

} // namespace sm::lint
