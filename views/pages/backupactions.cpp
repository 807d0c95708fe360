// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupactions.h"

#include "runbookform.h"

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using controllers::BackupsController;

namespace {

QString textOf(BackupAction action)
{
    switch (action) {
    case BackupAction::Create:
        return BackupActions::tr("Back up…");
    case BackupAction::Verify:
        return BackupActions::tr("Verify…");
    case BackupAction::Restore:
        return BackupActions::tr("Restore…");
    case BackupAction::RestoreToTime:
        return BackupActions::tr("Restore to a time…");
    case BackupAction::Compare:
        return BackupActions::tr("Compare…");
    case BackupAction::Drill:
        return BackupActions::tr("Drill…");
    case BackupAction::CleanUp:
        return BackupActions::tr("Clean up…");
    case BackupAction::Swap:
        return BackupActions::tr("Swap…");
    case BackupAction::Export:
        return BackupActions::tr("Export…");
    case BackupAction::Download:
        return BackupActions::tr("Download…");
    case BackupAction::SwitchRecovery:
        return BackupActions::tr("Recovery to any time…");
    case BackupAction::Adopt:
        return BackupActions::tr("Adopt…");
    case BackupAction::Remove:
        return BackupActions::tr("Remove…");
    }
    Q_UNREACHABLE();
}

/// The three that matter most, then in the order of the work: restore, look, tidy.
constexpr BackupAction inOrder[]{BackupAction::Create, BackupAction::Restore, BackupAction::Drill,
    BackupAction::RestoreToTime, BackupAction::Compare, BackupAction::Swap, BackupAction::CleanUp, BackupAction::Verify,
    BackupAction::Export, BackupAction::Download, BackupAction::SwitchRecovery, BackupAction::Adopt,
    BackupAction::Remove};

} // namespace

BackupActions::BackupActions(BackupsController &controller, Selection selection, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_selection(std::move(selection))
    , m_form(new RunbookForm(controller.runbooks(), window))
{
    for (int each = 0; each <= static_cast<int>(BackupAction::Remove); ++each) {
        const auto action = static_cast<BackupAction>(each);
        m_actions << add(textOf(action), [this, action] { startSelected(action); });
    }
    addSets();
    m_freeze = add(tr("Freeze…"), [this] { open(m_controller.freeze()); });
    m_thaw = add(tr("Thaw…"), [this] {
        if (!m_controller.freezes().freezes().isEmpty())
            m_form->planUndoOfRun(m_controller.freezes().freezes().first().run);
    });
    window->addActions(all());
    connect(m_form, &RunbookForm::planned, this, &BackupActions::planned);
    connect(m_form, &RunbookForm::failed, this, &BackupActions::failed);
    connect(&controller.runbooks(), &controllers::RunbooksController::planningChanged, this, &BackupActions::update);
    update();
}

QAction *BackupActions::add(const QString &text, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, std::move(run));
    return action;
}

void BackupActions::addSets()
{
    const QStringList names = m_controller.sets().keys();
    for (const QString &name : names)
        m_sets << add(tr("Back up set %1…").arg(name), [this, name] { startSet(name); });
}

QList<QAction *> BackupActions::all() const { return forSelection() + m_sets + QList<QAction *>{m_freeze, m_thaw}; }

QList<QAction *> BackupActions::forSelection() const
{
    QList<QAction *> actions;
    for (const BackupAction each : inOrder)
        actions << action(each);
    return actions;
}

Result<BackupProcedure> BackupActions::procedureOf(const Selected &selected, BackupAction action) const
{
    if (selected.assets.size() < 2)
        return m_controller.procedure(selected.assets.value(0), action, selected.backup);
    if (action != BackupAction::Create)
        return Error(Error::Kind::Invalid, tr("Select one asset only."));
    return m_controller.procedureForAll(selected.assets, action);
}

void BackupActions::offer(QAction *action, const Result<BackupProcedure> &procedure) const
{
    const QString why = procedure ? QString() : procedure.error().message();
    action->setEnabled(procedure && !m_controller.runbooks().isPlanning());
    action->setToolTip(why.isEmpty() ? action->text() : why); // in menus
    action->setStatusTip(why);
}

void BackupActions::update()
{
    const Selected selected = m_selection();
    for (const BackupAction each : inOrder)
        offer(action(each), procedureOf(selected, each));
    qsizetype at = 0;
    const QMap<QString, QStringList> sets = m_controller.sets();
    for (const QStringList &assets : sets)
        offer(m_sets.at(at++), m_controller.procedureForAll(assets, BackupAction::Create));
    offer(m_freeze, m_controller.freeze());
    m_thaw->setEnabled(!m_controller.freezes().freezes().isEmpty() && !m_controller.runbooks().isPlanning());
}

void BackupActions::open(const Result<BackupProcedure> &procedure, const QString &set)
{
    if (!procedure) {
        Q_EMIT failed(procedure.error());
        return;
    }
    QJsonObject values = procedure->parameters;
    if (!set.isEmpty())
        values.insert(u"set"_s, set);
    m_form->open(procedure->runbook, values);
}

void BackupActions::start(const QString &asset, BackupAction action, const QString &backup)
{
    open(procedureOf({{asset}, backup}, action));
}

void BackupActions::startSelected(BackupAction action) { open(procedureOf(m_selection(), action)); }

void BackupActions::startSet(const QString &name)
{
    open(m_controller.procedureForAll(m_controller.sets().value(name), BackupAction::Create), name);
}

} // namespace sm::pages
