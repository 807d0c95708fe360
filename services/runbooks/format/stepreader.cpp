// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepreader.h"

#include "inputreader.h"
#include "nearestname.h"

#include <QCoreApplication>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

const QStringList &actionKeys()
{
    static const QStringList keys{u"title"_s, u"note"_s, u"uses"_s, u"with"_s, u"expect"_s, u"confirm"_s, u"timeout"_s};
    return keys;
}

QStringList kindNames()
{
    QStringList names;
    for (const StepKind &kind : stepKinds())
        names << kind.name;
    return names;
}

QString identifierWords() { return tr("a name of letters, digits and _"); }

} // namespace

QList<RunbookStep> StepReader::read(const QList<YamlNode> &items, Section section)
{
    QList<RunbookStep> steps;
    for (const YamlNode &item : items)
        steps << step(item, section, static_cast<int>(steps.size()));
    return steps;
}

RunbookStep StepReader::step(const YamlNode &node, Section section, int index)
{
    const Fields fields(node, m_texts.problems(),
        actionKeys() + QStringList{u"id"_s, u"when"_s, u"for_each"_s, u"undo"_s, u"on_failure"_s},
        {u"id"_s, u"title"_s, u"uses"_s});
    RunbookStep step;
    step.place = node.place;
    if (!fields.isMap())
        return step;
    step.id = fields.text(u"id"_s, identifierPattern(), identifierWords());
    Standpoint from{section, index, step.id};
    m_texts.setStandpoint(from);
    step.forEach = expression(fields, u"for_each"_s);
    from.hasItem = fields.has(u"for_each"_s);
    m_texts.setStandpoint(from);
    step.when = expression(fields, u"when"_s);
    step.onFailure
        = static_cast<OnFailure>(fields.word(u"on_failure"_s, {u"stop"_s, u"continue"_s, u"ask"_s}).value_or(0));
    readAction(fields, from, step);
    if (const YamlNode *undo = fields.node(u"undo"_s)) {
        if (section == Section::Verification)
            m_texts.problems().add(undo->place, tr("a step that verifies changes nothing that could be undone"));
        from.hasRun = true;
        RunbookAction inverse;
        inverse.place = undo->place;
        readAction(Fields(*undo, m_texts.problems(), actionKeys(), {u"uses"_s}), from, inverse);
        step.undo = inverse;
    }
    return step;
}

void StepReader::readAction(const Fields &fields, Standpoint from, RunbookAction &action)
{
    if (!fields.isMap())
        return;
    m_texts.setStandpoint(from);
    action.title = text(fields, u"title"_s);
    action.note = text(fields, u"note"_s);
    action.confirm = text(fields, u"confirm"_s);
    action.timeout = fields.duration(u"timeout"_s);
    readInput(fields, from, action);
    from.hasOutput = true;
    m_texts.setStandpoint(from);
    action.expect = expectations(fields);
}

void StepReader::readInput(const Fields &fields, const Standpoint &from, RunbookAction &action)
{
    const YamlNode *uses = fields.textNode(u"uses"_s);
    if (!uses)
        return;
    action.uses = uses->text;
    const std::optional<StepKind> kind = stepKind(action.uses);
    if (!kind) {
        const QString named = action.uses.startsWith("aws:"_L1) ? tr("; it reads aws:<service>:<Operation>")
            : action.uses.startsWith("wait:"_L1)                ? tr("; it reads wait:<service>:<waiter>")
                                                                : suggestion(action.uses.left(100), kindNames());
        m_texts.problems().add(uses->place, tr("there is no step “%1”%2").arg(action.uses.left(100), named));
        return;
    }
    if (from.section == Section::Verification && kind->effect == Effect::Write)
        m_texts.problems().add(uses->place, tr("%1 changes something, so it verifies nothing").arg(action.uses));
    Standpoint inside = from;
    inside.takesSecret = kind->name != "wait"_L1;
    m_texts.setStandpoint(inside);
    action.with = InputReader(m_texts).read(*kind, fields.node(u"with"_s), action.place);
}

QList<RunbookExpectation> StepReader::expectations(const Fields &fields)
{
    QList<RunbookExpectation> all;
    for (const YamlNode &item : fields.items(u"expect"_s))
        all << expectation(item);
    return all;
}

RunbookExpectation StepReader::expectation(const YamlNode &node)
{
    if (!node.isMap())
        return checkText(node, m_texts.problems()) ? RunbookExpectation{m_texts.expression(node), {}}
                                                   : RunbookExpectation();
    const Fields fields(node, m_texts.problems(), {u"that"_s, u"otherwise"_s}, {u"that"_s});
    return {expression(fields, u"that"_s), fields.text(u"otherwise"_s)};
}

Template StepReader::text(const Fields &fields, const QString &key)
{
    const YamlNode *node = fields.textNode(key);
    return node ? m_texts.text(*node) : Template();
}

ScopeExpression StepReader::expression(const Fields &fields, const QString &key)
{
    const YamlNode *node = fields.textNode(key);
    return node ? m_texts.expression(*node) : ScopeExpression();
}

} // namespace sm::runbooks
