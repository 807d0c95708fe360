// SPDX-License-Identifier: GPL-3.0-or-later
#include "outline.h"

#include "commandreader.h"
#include "mojibake.h"
#include "sections.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace sm::markdown {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::markdown::Outline", text); }

QString oneLine(QString text) { return text.replace(u'\n', u' '); }

QString joined(const Block &block)
{
    const QString text = oneLine(block.text);
    if (block.label.isEmpty())
        return text;
    return text.isEmpty() ? block.label : block.label + u": "_s + text;
}

QString titleOf(const QString &heading)
{
    static const QRegularExpression prefix(
        u"^\\s*(\\d+[.)]\\s+)?(runbook\\s*:\\s*)?"_s, QRegularExpression::CaseInsensitiveOption);
    return QString(heading).remove(prefix).trimmed();
}

bool isUnderstood(const ImportedStep &step)
{
    return std::any_of(step.commands.begin(), step.commands.end(),
        [](const ImportedCommand &command) { return command.kind != ImportedCommand::Kind::Inert; });
}

/// Whether there is something to do: typed, or by hand.
bool asks(const ImportedStep &step)
{
    return step.commands.isEmpty()
        || std::any_of(
            step.commands.begin(), step.commands.end(), [](const ImportedCommand &command) { return command.isKnown; });
}

class OutlineReader
{
public:
    OutlineReader(const Document &document, const commandline::AwsReader &aws)
        : m_document(document)
        , m_commands(aws)
    {
    }

    Result<QList<ImportedRunbook>> read()
    {
        for (const Block &block : m_document.blocks) {
            if (block.kind == Block::Kind::Heading)
                readHeading(block);
            else
                readBlock(block);
            if (m_stepCount > maximumSteps)
                return Error(Error::Kind::Invalid,
                    tr("%1:%2: there are more than %3 steps. Split the file into several runbooks.")
                        .arg(m_document.fileName)
                        .arg(block.line)
                        .arg(maximumSteps));
        }
        close(static_cast<int>(m_document.source.lines.size()));
        return m_runbooks;
    }

private:
    void readHeading(const Block &heading)
    {
        m_openItem = false;
        if (heading.level > m_level && m_level > 0 && isSectionHeading(heading.text)) {
            startSection(heading.text);
            return;
        }
        close(heading.line - 1);
        while (!m_above.isEmpty() && m_above.last().level >= heading.level)
            m_above.removeLast();
        m_current = {};
        m_current.title = titleOf(heading.text);
        m_current.fileName = m_document.fileName;
        m_current.line = heading.line;
        for (const Block &above : std::as_const(m_above))
            m_current.path.append(above.text);
        m_above.append(heading);
        m_level = heading.level;
        startSection({});
        m_section = Section::Other;
    }

    void startSection(const QString &label)
    {
        m_label = label;
        m_section = label.isEmpty() ? Section::Other : sectionOf(label);
        m_openItem = false;
    }

    /// The current heading is read; it is a runbook when there is something to do.
    void close(int lastLine)
    {
        const bool isRunbook = m_level > 0 && !isReference(m_current.title)
            && std::any_of(m_current.steps.begin(), m_current.steps.end(), asks);
        m_current.lastLine = lastLine;
        if (isRunbook)
            m_runbooks.append(m_current);
        m_level = 0;
    }

    void readBlock(const Block &block)
    {
        if (block.kind == Block::Kind::Code)
            readCode(block);
        else if (block.depth == 0)
            readParagraph(block);
        else if (block.depth == 1 && block.kind == Block::Kind::Item)
            readItem(block);
        else if (m_openItem && !target().isEmpty())
            addText(block);
    }

    void readParagraph(const Block &block)
    {
        m_openItem = false;
        if (block.kind != Block::Kind::Paragraph || block.label.isEmpty())
            return;
        startSection(block.label);
        if (block.text.isEmpty())
            return;
        if (m_section == Section::Purpose)
            m_current.purpose = oneLine(block.text);
        else if (m_section == Section::Severity)
            m_current.severity = oneLine(block.text);
        else if (m_section == Section::Symptoms)
            m_current.symptoms.append(oneLine(block.text));
        else if (m_section == Section::Prerequisites)
            m_current.prerequisites.append(oneLine(block.text));
        else
            m_current.notes.append(joined(block));
    }

    void readItem(const Block &item)
    {
        m_openItem = false;
        if (m_section == Section::Symptoms)
            m_current.symptoms.append(joined(item));
        else if (m_section == Section::Prerequisites)
            m_current.prerequisites.append(joined(item));
        else if (item.number > 0 || item.isTask || m_section == Section::Verification || m_section == Section::Rollback
            || m_section == Section::Actions)
            addStep(item);
        else
            m_current.notes.append(joined(item));
    }

    void addStep(const Block &item)
    {
        ImportedStep step;
        step.title = item.label.isEmpty() || !item.text.isEmpty() ? joined(item) : item.label;
        step.section = m_label;
        step.line = item.line;
        step.lastLine = item.lastLine;
        for (const CodeSpan &span : item.spans) {
            if (const std::optional<ImportedCommand> command = m_commands.command(span))
                step.commands.append(*command);
        }
        append(step);
        m_openItem = item.number > 0;
    }

    /// What is inside of an item or, for a fence, what follows one.
    void readCode(const Block &code)
    {
        const QList<ImportedStep> steps = m_commands.steps(code);
        if (m_openItem && !target().isEmpty()) {
            addCode(steps, code.lastLine);
            return;
        }
        // Anything else than commands is an excerpt of a file, not something to type.
        const bool isTyped = isShell(code.info)
            ? !code.info.isEmpty() || std::any_of(steps.begin(), steps.end(), isUnderstood)
            : std::any_of(steps.begin(), steps.end(), asks);
        for (ImportedStep step : isTyped ? steps : QList<ImportedStep>()) {
            if (step.title.isEmpty())
                step.title = m_label.isEmpty() ? m_current.title : m_label;
            step.title = repaired(step.title);
            step.section = m_label;
            append(step);
        }
    }

    /// To the last step.
    void addCode(const QList<ImportedStep> &steps, int lastLine)
    {
        ImportedStep &step = target().last();
        for (const ImportedStep &each : steps) {
            step.commands += each.commands;
            m_stepCount += static_cast<int>(each.commands.size());
            if (each.commands.isEmpty())
                step.text += repaired(each.title + u'\n' + each.text).trimmed() + u'\n';
        }
        step.text = step.text.trimmed();
        step.lastLine = lastLine;
    }

    void addText(const Block &block)
    {
        ImportedStep &step = target().last();
        if (!step.text.isEmpty())
            step.text += u'\n';
        step.text += (block.kind == Block::Kind::Item ? u"- "_s : QString()) + joined(block);
        step.lastLine = block.lastLine;
    }

    QList<ImportedStep> &target()
    {
        if (m_section == Section::Verification)
            return m_current.verification;
        return m_section == Section::Rollback ? m_current.rollback : m_current.steps;
    }

    void append(const ImportedStep &step)
    {
        target().append(step);
        ++m_stepCount;
    }

    const Document &m_document;
    CommandReader m_commands;
    QList<ImportedRunbook> m_runbooks;
    ImportedRunbook m_current;
    QList<Block> m_above; ///< headings that enclose the current one, and itself
    QString m_label;
    Section m_section = Section::Other;
    int m_level = 0; ///< of the current heading; 0: none
    int m_stepCount = 0;
    bool m_openItem = false; ///< what comes next belongs to the last step
};

} // namespace

bool ImportedStep::isManual() const { return !isUnderstood(*this); }

Result<QList<ImportedRunbook>> outline(const Document &document, const commandline::AwsReader &aws)
{
    return OutlineReader(document, aws).read();
}

} // namespace sm::markdown
