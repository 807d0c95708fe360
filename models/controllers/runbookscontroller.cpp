// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookscontroller.h"

#include "lastrun.h"
#include "leftout.h"
#include "runbookdescription.h"
#include "runscontroller.h"

#include <core/json.h>
#include <operations/actor.h>
#include <operations/journal.h>
#include <operations/undo.h>
#include <runbooks/openplan.h>
#include <runbooks/parametervalues.h>
#include <runbooks/preparation.h>
#include <runbooks/runbookpolicy.h>
#include <shelf/pickerreader.h>
#include <shelf/shelf.h>

#include <QCoroTask>
#include <QUuid>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

struct RunbooksController::Entry
{
    QString key;
    runbooks::Runbook runbook;
    bool isDraft = false;
    std::optional<QList<RunbookFinding>> findings;
};

namespace {

/// As the journal and the headless commands call it.
QString keyOf(const runbooks::Runbook &runbook) { return runbook.system.value + u'/' + runbook.id; }

runbooks::ParameterValues given(const FormValues &values) { return {values.values, values.secrets}; }

} // namespace

RunbooksController::RunbooksController(
    Services services, SystemInfo system, QMap<QString, QString> systemTitles, RunsController &runs, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_system(std::move(system))
    , m_systemTitles(std::move(systemTitles))
    , m_runs(runs)
{
    connect(&m_runs, &RunsController::runFinished, this, &RunbooksController::afterRun);
    connect(&m_runs, &RunsController::runStarted, this, [this](int run) {
        if (!m_runs.runs().at(run).runbook.isEmpty())
            Q_EMIT runStarted(run);
    });
}

RunbooksController::~RunbooksController() = default;

const RunbooksController::Entry *RunbooksController::find(const QString &key) const
{
    for (const auto *list : {&m_drafts, &m_kept}) {
        for (const auto &each : *list) {
            if (each->key == key)
                return each.get();
        }
    }
    return nullptr;
}

void RunbooksController::reload()
{
    const int generation = ++m_generation;
    m_loading = true;
    Q_EMIT changed();
    QCoro::connect(m_services.shelf.load(m_cancel.token()), this,
        [this, generation](const Result<runbooks::RunbookLibrary> &library) {
            if (generation != m_generation)
                return;
            m_loading = false;
            m_problem = library ? std::nullopt : std::optional(library.error());
            if (library)
                keep(*library);
            show();
            readLastRuns();
        });
}

void RunbooksController::keep(const runbooks::RunbookLibrary &library)
{
    m_kept.clear();
    m_fileProblems.clear();
    for (const runbooks::Runbook &each : library.runbooks()) {
        auto entry = std::make_unique<Entry>();
        entry->key = keyOf(each);
        entry->runbook = each;
        if (m_findings.contains(entry->key))
            entry->findings = m_findings.value(entry->key);
        m_kept.push_back(std::move(entry));
    }
    for (const runbooks::Problem &each : library.problems())
        m_fileProblems << each.text();
}

void RunbooksController::show()
{
    QList<RunbookInfo> infos;
    for (const auto *list : {&m_drafts, &m_kept}) {
        for (const auto &each : *list) {
            RunbookInfo info = describe(each->runbook, m_services.catalog);
            info.key = each->key;
            info.systemTitle = titleOf(*each);
            info.isDraft = each->isDraft;
            info.isOfThisSystem = each->isDraft || each->runbook.isCommon() || info.system == m_system.id;
            info.findings = each->findings;
            infos << info;
        }
    }
    m_table.reset(infos);
    Q_EMIT changed();
}

QString RunbooksController::titleOf(const Entry &entry) const
{
    const SystemId &system = entry.runbook.system;
    if (entry.runbook.isCommon())
        return tr("Every system");
    return system == m_system.id ? m_system.title : m_systemTitles.value(system.value, system.value);
}

void RunbooksController::readLastRuns()
{
    for (const auto &each : m_kept)
        readLastRun(each->key);
}

void RunbooksController::readLastRun(const QString &key)
{
    if (!m_services.journal)
        return;
    operations::RunFilter filter;
    filter.system = m_system.id;
    filter.runbook = key;
    filter.limit = 1;
    QCoro::connect(m_services.journal->runs(filter), this, [this, key](const Result<QList<JournalRun>> &runs) {
        if (!runs || runs->isEmpty())
            return; // what is wrong with the journal its own page says
        QCoro::connect(m_services.journal->run(runs->first().id), this, [this, key](const Result<JournalRun> &run) {
            if (run)
                m_table.setLastRun(key, lastRunOf(*run));
        });
    });
}

void RunbooksController::afterRun(int run)
{
    const QString runbook = m_runs.runs().at(run).runbook;
    if (!runbook.isEmpty())
        readLastRun(runbook);
    else
        readLastRuns(); // it may have taken one back
}

QList<FormField> RunbooksController::fields(const QString &key) const
{
    const Entry *entry = find(key);
    return entry ? fieldsOf(entry->runbook.parameters) : QList<FormField>();
}

QMap<QString, QString> RunbooksController::check(const QString &key, const FormValues &values) const
{
    const Entry *entry = find(key);
    return entry ? runbooks::checkValues(entry->runbook.parameters, given(values)).problems : QMap<QString, QString>();
}

void RunbooksController::readOptions(const QString &key, const QString &field, const FormValues &values)
{
    const Entry *entry = find(key);
    if (!entry)
        return;
    const auto &all = entry->runbook.parameters;
    const auto wanted = std::find_if(
        all.begin(), all.end(), [&field](const auto &each) { return each.name == field && each.picker; });
    if (wanted == all.end())
        return;
    CancelSource &cancel = m_optionCancels[field];
    cancel = CancelSource(m_cancel.token()); // an earlier question is not asked any more
    const CancelToken token = cancel.token();
    // What is filled in so far, whatever is wrong with the rest.
    const runbooks::ParameterValues known = runbooks::checkValues(all, given(values)).values;
    QCoro::connect(m_services.pickers.read(*wanted->picker, known, m_system, token), this,
        [this, field, token](const Result<QList<FieldOption>> &options) {
            if (token.isCancelled())
                return;
            if (options)
                Q_EMIT optionsRead(field, *options);
            else
                Q_EMIT optionsFailed(field, options.error());
        });
}

void RunbooksController::plan(const QString &key, const FormValues &values)
{
    const Entry *entry = find(key);
    if (!entry || entry->isDraft)
        return;
    const Result<runbooks::ParameterValues> checked
        = runbooks::checkValues(entry->runbook.parameters, given(values)).result();
    if (!checked) {
        Q_EMIT planFailed(checked.error());
        return;
    }
    m_planCancel = CancelSource(m_cancel.token());
    const CancelToken token = m_planCancel.token();
    setPlanning(true);
    const runbooks::RunFacts facts{QUuid::createUuid().toString(QUuid::WithoutBraces), QDateTime::currentDateTimeUtc(),
        operations::actorOf(m_identity)};
    QCoro::connect(m_services.preparation.plan(entry->runbook, *checked, m_system, facts, m_identity, token), this,
        [this, key, token](const Result<runbooks::RunbookPlan> &plan) {
            if (token.isCancelled())
                return;
            setPlanning(false);
            if (!plan) {
                Q_EMIT planFailed(plan.error());
                return;
            }
            Q_EMIT planned({plan->plan, leftOutOf(plan->leftOut), key});
        });
}

void RunbooksController::cancelPlan()
{
    m_planCancel.cancel();
    setPlanning(false);
}

void RunbooksController::planUndo(const QString &key)
{
    if (const std::optional<LastRun> last = m_table.lastRun(key))
        planUndoOfRun(last->run);
}

void RunbooksController::planUndoOfRun(qint64 run)
{
    if (!m_services.undo || m_planning)
        return;
    m_planCancel = CancelSource(m_cancel.token());
    const CancelToken token = m_planCancel.token();
    setPlanning(true);
    QCoro::connect(m_services.undo->run(run, token), this, [this, token](const Result<operations::UndoPlan> &undo) {
        if (token.isCancelled())
            return;
        setPlanning(false);
        if (undo)
            Q_EMIT undoPlanned({undo->plan, leftOutOf(undo->leftOut)});
        else
            Q_EMIT planFailed(undo.error());
    });
}

Result<ShownPolicy> RunbooksController::policy(const QString &key) const
{
    const Entry *entry = find(key);
    if (!entry)
        return Error(Error::Kind::NotFound, tr("There is no such runbook any more."));
    const runbooks::ParameterValues nothing;
    const operations::Permissions permissions(m_services.catalog, m_services.models);
    const Result<runbooks::RunbookPolicy> policy
        = runbooks::policyOf(entry->runbook, nothing, m_system, m_services.planner, permissions);
    if (!policy)
        return policy.error();
    QStringList notes = policy->notes;
    if (const QStringList open = runbooks::openParameters(entry->runbook, nothing); !open.isEmpty())
        notes.prepend(tr("“*” stands for what is not known yet: %1.").arg(open.join(tr(", "))));
    return ShownPolicy{QString::fromUtf8(toIndentedJson(policy->document)), notes.join(u' ')};
}

void RunbooksController::setPlanning(bool planning)
{
    if (std::exchange(m_planning, planning) != planning)
        Q_EMIT planningChanged();
}

void RunbooksController::import(const QString &file)
{
    QCoro::connect(
        m_services.shelf.import(file, m_cancel.token()), this, [this](const Result<QList<runbooks::Draft>> &drafts) {
            if (!drafts) {
                Q_EMIT failed(drafts.error());
                return;
            }
            QStringList keys;
            for (const runbooks::Draft &draft : *drafts) {
                keys << u"draft:%1"_s.arg(m_nextDraft++);
                m_drafts.push_back(
                    std::make_unique<Entry>(Entry{keys.last(), draft.runbook, true, describe(draft.findings)}));
            }
            show();
            Q_EMIT imported(keys);
        });
}

void RunbooksController::save(const QString &key, const QString &title, const QDate &reviewBy)
{
    const Entry *entry = find(key);
    if (!entry || !entry->isDraft)
        return;
    runbooks::Runbook runbook = entry->runbook;
    runbook.system = m_system.id;
    runbook.title = title;
    runbook.id = runbooks::idOfTitle(title);
    runbook.reviewBy = reviewBy;
    QCoro::connect(
        m_services.shelf.save(runbook), this, [this, key, made = keyOf(runbook)](const Result<QString> &file) {
            if (file)
                finishSave(key, made, *file);
            else
                Q_EMIT failed(file.error());
        });
}

void RunbooksController::finishSave(const QString &draft, const QString &key, const QString &file)
{
    if (const Entry *entry = find(draft))
        m_findings.insert(key, entry->findings.value_or(QList<RunbookFinding>()));
    discard(draft);
    Q_EMIT saved(key, file);
    reload();
}

void RunbooksController::discard(const QString &key)
{
    std::erase_if(m_drafts, [&key](const auto &each) { return each->key == key; });
    show();
}

} // namespace sm::controllers
