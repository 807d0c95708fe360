// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner.h"

#include "blotter.h"
#include "cliline.h"
#include "humanstep.h"
#include "recipe.h"
#include "secretslots.h"

#include <aws/validate.h>
#include <core/jmespath.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QUuid>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Planner", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message); }

/// What a read needs instead of an entry.
CatalogEntry entryOfRead(const Catalog &catalog, const aws::ServiceModel &service, const QString &operation)
{
    CatalogEntry entry;
    entry.tier = Tier::Read;
    entry.repeat = Repeat::Read;
    entry.mark = Mark::Kind::Reversible;
    entry.markExplanation = QString::fromLatin1(QT_TRANSLATE_NOOP("sm::operations::Catalog", "Changes nothing."));
    const QString action = catalog.readIamAction(service.name(), operation);
    entry.iamActions << (action.isEmpty() ? service.signingName() + u":"_s + operation : action);
    entry.price = catalog.readPrice(service.name(), operation);
    return entry;
}

/// The token makes a second arrival of the same request harmless; it is written into the journal with the intent.
QJsonObject withToken(QJsonObject input, const QString &member)
{
    if (!member.isEmpty() && !input.contains(member))
        input.insert(member, QUuid::createUuid().toString(QUuid::WithoutBraces));
    return input;
}

/// What \p input says the step acts on; the catalog's expressions are checked by its test.
QString resourceOf(const CatalogEntry &entry, const QJsonObject &input)
{
    const Result<QJsonValue> found = jmespath::search(entry.resource, input);
    return found ? found->toVariant().toString() : QString();
}

/// What an earlier step will give can not be shown yet.
QList<Change> shownOf(const CatalogEntry &entry, const QJsonObject &input)
{
    QList<Change> shown;
    if (entry.shows.isEmpty())
        return shown;
    const Result<QJsonValue> found = jmespath::search(entry.shows, input);
    const QJsonArray all = found ? found->toArray() : QJsonArray();
    for (const QJsonValue each : all) {
        if (const QString to = each[u"to"].toString(); !to.isEmpty())
            shown << Change{each[u"what"].toString(), {}, to};
    }
    return shown;
}

void fillIn(Step &step, const CatalogEntry &entry)
{
    if (step.resource.isEmpty())
        step.resource = resourceOf(entry, step.operation.with);
    step.tier = entry.tier;
    step.repeat = entry.repeat;
    step.mark.kind = entry.mark;
    step.mark.explanation
        = QCoreApplication::translate("sm::operations::Catalog", entry.markExplanation.toUtf8().constData());
    step.iamAction = entry.iamActions.join(u", "_s);
    step.price = entry.price;
    step.changes << shownOf(entry, step.operation.with);
    // The time begins when the step has run, which a plan can not know.
    if (entry.mark == Mark::Kind::ReversibleUntil)
        step.mark.explanation += u' ' + tr("It can be taken back for %1 hours.").arg(entry.until.count());
}

/// What a person does is no change by this program, and needs no confirmation but the answer itself.
Result<Step> plannedHuman(Step step)
{
    if (const QString problem = questionProblem(step); !problem.isEmpty())
        return invalid(problem);
    step.tier = Tier::Read;
    step.repeat = Repeat::Unsafe;
    step.mark = {Mark::Kind::Reversible, {}, tr("What you do by hand is yours to take back.")};
    step.cli = u"# %1: %2"_s.arg(step.operation.uses, step.title);
    step.cli.replace(u'\n', u' ');
    return step;
}

} // namespace

Planner::Planner(const Catalog &catalog, const aws::Models &models, std::vector<const KindPlanner *> kinds)
    : m_catalog(catalog)
    , m_models(models)
    , m_kinds(std::move(kinds))
{
}

Result<Plan> Planner::plan(QString title, SystemInfo system, QList<Step> steps, bool continueOnFailure) const
{
    if (steps.isEmpty())
        return invalid(tr("This plan has no steps."));
    Plan plan{{}, std::move(title), std::move(system), {}, continueOnFailure};
    QSet<QString> secretNames;
    for (const Step &wanted : std::as_const(steps)) {
        const Result<Step> step = planned(wanted, plan.system, secretNames);
        if (!step)
            return step.error();
        plan.steps << *step;
    }
    plan.id = planId(plan);
    return plan;
}

Result<Step> Planner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    if (isHuman(step))
        return plannedHuman(std::move(step));
    const QString kind = step.operation.uses.section(u':', 0, 0);
    if (kind == "aws"_L1)
        return plannedAws(std::move(step), system, secretNames);
    for (const KindPlanner *planner : m_kinds) {
        if (planner->kind() == kind)
            return planner->planned(std::move(step), system, secretNames);
    }
    return invalid(tr("“%1” can not be planned: nothing here knows operations of that kind.").arg(step.operation.uses));
}

Result<Step> Planner::plannedAws(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const QString serviceName = step.operation.uses.section(u':', 1, 1);
    const QString operationName = step.operation.uses.section(u':', 2);
    const Result<std::shared_ptr<const aws::ServiceModel>> service = m_models.service(serviceName);
    if (!service)
        return service.error();
    const aws::Operation *operation = (*service)->operation(operationName);
    if (!operation)
        return invalid(tr("%1 has no operation “%2”.").arg(serviceName, operationName));
    const Result<CatalogEntry> entry = entryFor(**service, operationName);
    if (!entry)
        return entry.error();

    step.operation.with = withToken(step.operation.with, entry->tokenMember);
    Result<Operation> parted = withSecretsMovedOut(step.operation, entry->secrets, secretNames);
    if (!parted)
        return parted.error();
    step.operation = *parted;
    if (entry->keep)
        step.operation.with.remove(keptMember()); // it is known when the step runs
    const Operation asSent{step.operation.uses, withoutOriginals(*entry, step.operation.with), step.operation.secrets};
    // What an earlier step will give is checked by the Caller, right before it is sent.
    if (step.deferred.isEmpty()) {
        if (const auto valid = aws::validate(*operation, withSecretsPutIn(asSent, entry->secrets)); !valid)
            return valid.error();
    }
    fillIn(step, *entry);
    step.cli = cliLine(**service, asSent, entry->secrets, system, step.deferred);
    return step;
}

Result<CatalogEntry> Planner::entryFor(const aws::ServiceModel &service, const QString &operation) const
{
    if (!m_catalog.isWrite(service.name(), operation))
        return entryOfRead(m_catalog, service, operation);
    const std::optional<CatalogEntry> entry = m_catalog.entry(u"aws:%1:%2"_s.arg(service.name(), operation));
    if (entry)
        return *entry;
    return invalid(tr("%1:%2 may change something, and the catalog does not say how to do that safely, so it can not "
                      "be planned.")
                       .arg(service.name(), operation))
        .withCode(u"NotInCatalog"_s);
}

} // namespace sm::operations
