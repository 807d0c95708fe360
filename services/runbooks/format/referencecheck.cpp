// SPDX-License-Identifier: GPL-3.0-or-later
#include "referencecheck.h"

#include "nearestname.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

/// What redis:restore can name.
bool keepsKeys(const RunbookStep &step)
{
    return step.uses == "redis:command"_L1
        || (step.uses == "redis:unlink"_L1 && step.with.source()[u"capture"] != QJsonValue(false));
}

/// How long the list of a loop is where its author wrote it down; nothing: it is known later.
std::optional<qsizetype> knownLength(const ScopeExpression &list)
{
    if (list.isEmpty() || !list.reads().isEmpty())
        return std::nullopt;
    const Result<QJsonValue> value = list.search(Scope({}, {}, {}));
    return value && value->isArray() ? std::optional(value->toArray().size()) : std::nullopt;
}

} // namespace

ReferenceCheck::ReferenceCheck(const Runbook &runbook, Problems &problems)
    : m_problems(problems)
    , m_parameters(runbook.parameters)
{
    for (const Parameter &each : runbook.parameters)
        m_parameterNames << each.name;
    addSteps(runbook.steps, Section::Steps);
    addSteps(runbook.verification, Section::Verification);
    addSteps(runbook.rollback, Section::Rollback);
}

void ReferenceCheck::addSteps(const QList<RunbookStep> &steps, Section section)
{
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const RunbookStep &step = steps[i];
        if (step.id.isEmpty())
            continue;
        if (m_steps.contains(step.id))
            m_problems.add(step.place,
                tr("there is a step “%1” already, in line %2").arg(step.id).arg(m_steps.value(step.id).line));
        else
            m_steps.insert(step.id,
                {section, static_cast<int>(i), step.place.line, keepsKeys(step), !step.forEach.isEmpty(),
                    step.forEach});
    }
}

void ReferenceCheck::check(const Mention &mention)
{
    for (const QStringList &path : mention.expression.reads())
        checkPath(mention, path);
}

void ReferenceCheck::checkPath(const Mention &mention, const QStringList &path)
{
    const QString &root = path.first();
    const bool isForm = mention.from.section == Section::Parameters;
    if (root == "parameters"_L1)
        checkParameter(mention, path);
    else if (root == "system"_L1)
        checkSystem(mention, path);
    else if (!Scope::roots().contains(root))
        complain(
            mention, tr("“%1” is nothing that an expression can see%2").arg(root, suggestion(root, Scope::roots())));
    else if (isForm)
        complain(mention, tr("a picker sees parameters and system only"));
    else if (root == "steps"_L1)
        checkStep(mention, path);
    else if (root == "turn"_L1)
        checkTurn(mention, path);
    else if (root == "run"_L1)
        checkMember(mention, path, 1, Scope::membersOfRun());
    else if ((root == "output"_L1 || root == "before"_L1 || root == "after"_L1) && !mention.from.hasOutput)
        complain(mention,
            tr("“%1” is there in conditions on an answer only; of another step it is steps.ID.output").arg(root));
    else if ((root == "item"_L1 || root == "index"_L1) && !mention.from.hasItem)
        complain(mention, tr("“%1” is there in a step with “for_each” only").arg(root));
}

void ReferenceCheck::checkSystem(const Mention &mention, const QStringList &path)
{
    checkMember(mention, path, 1, Scope::membersOfSystem());
    if (path.value(1) == "deployments"_L1)
        checkMember(mention, path, 2, Scope::membersOfDeployments());
}

void ReferenceCheck::checkParameter(const Mention &mention, const QStringList &path)
{
    const bool isForm = mention.from.section == Section::Parameters;
    const QString &name = path.at(1);
    const qsizetype at = m_parameterNames.indexOf(name);
    if (at < 0)
        complain(mention, tr("there is no parameter “%1”%2").arg(name, suggestion(name, m_parameterNames)));
    else if (isForm && at >= mention.from.index)
        complain(mention, tr("a picker can use only parameters above its own, and “%1” is not").arg(name));
    else if (m_parameters[at].isSecret()
        && !(mention.isAlone && mention.from.takesSecret && mention.expression.parameter() == name))
        complain(mention,
            tr("“%1” is a secret: it can stand only as a whole value, ${parameters.%1}, and only where secrets are "
               "taken")
                .arg(name));
}

void ReferenceCheck::checkStep(const Mention &mention, const QStringList &path)
{
    const QString &id = path.at(1);
    const auto target = m_steps.constFind(id);
    if (target == m_steps.constEnd())
        return complain(mention, tr("there is no step “%1”%2").arg(id, suggestion(id, m_steps.keys())));
    const Standpoint &from = mention.from;
    const bool isItself = id == from.name;
    const bool isBefore
        = target->section == from.section ? target->index < from.index : target->section == Section::Steps;
    if (isItself ? !from.hasRun : !isBefore)
        complain(mention, tr("step “%1”, in line %2, has not run when this is needed").arg(id).arg(target->line));
    else if (mention.isOfKeptKeys && !target->keepsKeys)
        complain(mention,
            tr("step “%1”, in line %2, keeps no keys; name a redis:unlink, without “capture: false”, or a "
               "redis:command")
                .arg(id)
                .arg(target->line));
    else if (mention.isOfKeptKeys && target->isLoop && !isItself)
        complain(mention,
            tr("step “%1”, in line %2, keeps keys once for each item, and only those of the last would be put back; "
               "put redis:restore into the “undo” of that step")
                .arg(id)
                .arg(target->line));
    else
        checkMember(mention, path, 2, Scope::membersOfOutcome());
}

void ReferenceCheck::checkTurn(const Mention &mention, const QStringList &path)
{
    const QString &id = path.at(1);
    const auto target = m_steps.constFind(id);
    if (!mention.from.hasItem)
        return complain(mention, tr("“turn” is there in a step with “for_each” only"));
    if (target == m_steps.constEnd() || id == mention.from.name)
        return checkStep(mention, path);
    if (!target->isLoop)
        return complain(mention,
            tr("step “%1”, in line %2, has no “for_each”, so it has no turns; what it gives is steps.%1")
                .arg(id)
                .arg(target->line));
    const bool isOfAnotherRun = mention.from.section == Section::Rollback && target->section != Section::Rollback;
    if (isOfAnotherRun)
        return complain(mention, tr("a rollback is a run of its own: it sees no turns of step “%1”").arg(id));
    const std::optional<qsizetype> others = knownLength(target->forEach);
    const std::optional<qsizetype> own = knownLength(m_steps.value(mention.from.name).forEach);
    if (others && own && *others != *own)
        return complain(mention,
            tr("step “%1” goes through %2 and this one through %3: they have no turns in common")
                .arg(id)
                .arg(*others)
                .arg(*own));
    checkStep(mention, path);
}

void ReferenceCheck::checkMember(
    const Mention &mention, const QStringList &path, qsizetype at, const QStringList &known)
{
    if (path.size() > at && !known.contains(path.at(at)))
        complain(mention,
            tr("“%1” has no “%2”%3").arg(path.first(at).join(u'.'), path.at(at), suggestion(path.at(at), known)));
}

void ReferenceCheck::complain(const Mention &mention, const QString &what)
{
    m_problems.add(mention.expression.place(), u"%1: %2"_s.arg(mention.expression.text().left(200), what));
}

} // namespace sm::runbooks
