// SPDX-License-Identifier: GPL-3.0-or-later
#include "plandialog.h"

#include "nameedit.h"
#include "secondperson.h"
#include "steppane.h"

#include <widgets/buttons.h>
#include <widgets/environment.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace sm::dialogs {

using widgets::ButtonKind;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {
constexpr qsizetype mostWarnings = 4;
}

PlanDialog::PlanDialog(const UserPlan &plan, const QString &nameToType, const QString &refusal, QWidget *parent)
    : QDialog(parent)
    , m_plan(plan)
    , m_nameToType(nameToType)
    , m_runnable(refusal.isEmpty())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(plan.plan.title);
    setAccessibleName(plan.plan.title);
    buildLayout(refusal);
    updateRunButton();
    if (m_name)
        m_name->setFocus();
    else
        m_pane->setFocus();
    resize(plan.plan.steps.size() > 1 ? 860 : 640, 520);
}

void PlanDialog::buildLayout(const QString &refusal)
{
    m_layout = new QVBoxLayout(this);
    QVBoxLayout *layout = m_layout;
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(header());
    layout->addWidget(steps(), 1);
    if (!m_plan.leftOut.isEmpty())
        layout->addWidget(leftOut());
    if (!refusal.isEmpty()) {
        auto *label = new TextLabel(refusal, TextRole::Body);
        label->setTone(widgets::Tone::Warning);
        label->setWordWrap(true);
        layout->addWidget(label);
    } else if (!m_nameToType.isEmpty()) {
        layout->addWidget(typedName());
    }
    layout->addWidget(buttons());
}

QWidget *PlanDialog::header()
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    auto *title = new TextLabel(m_plan.plan.title, TextRole::PageTitle);
    layout->addWidget(title, 1);
    layout->addWidget(new TextLabel(m_plan.plan.system.title, TextRole::Secondary));
    auto *badge = new widgets::EnvironmentBadge;
    badge->setEnvironment(m_plan.plan.system.environment);
    layout->addWidget(badge);
    return box;
}

QWidget *PlanDialog::steps()
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::cardGap);
    m_pane = new StepPane;
    const QList<Step> &all = m_plan.plan.steps;
    if (all.size() > 1) {
        m_list = new QListWidget;
        m_list->setAccessibleName(tr("Steps"));
        m_list->setUniformItemSizes(true);
        m_list->setMinimumWidth(280);
        for (int i = 0; i < all.size(); ++i)
            m_list->addItem(tr("%1. %2").arg(i + 1).arg(all.at(i).title));
        connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { m_pane->setStep(m_plan.plan.steps.at(std::max(row, 0)), true); });
        m_list->setCurrentRow(0);
        layout->addWidget(m_list, 2);
    } else {
        m_pane->setStep(all.first(), all.first().title != m_plan.plan.title);
    }
    layout->addWidget(m_pane, 3);
    return box;
}

QWidget *PlanDialog::leftOut()
{
    QStringList lines;
    for (const UserPlan::LeftOut &each : m_plan.leftOut)
        lines.append(each.reason);
    return warning(tr("Left out (%1):").arg(m_plan.leftOut.size()), lines);
}

QWidget *PlanDialog::warning(const QString &heading, const QStringList &lines) const
{
    QStringList shown = QStringList{heading} + lines.first(std::min<qsizetype>(lines.size(), mostWarnings));
    if (lines.size() > mostWarnings)
        shown.append(tr("… and %1 more.").arg(lines.size() - mostWarnings));
    auto *label = new TextLabel(shown.join(u'\n'), TextRole::Secondary);
    label->setWordWrap(true);
    label->setTone(widgets::Tone::Warning);
    return label;
}

void PlanDialog::showMissingPermissions(const PlanId &plan, const QStringList &permissions)
{
    if (plan != m_plan.plan.id)
        return;
    QWidget *told = warning(tr("Your permissions lack (%1):").arg(permissions.size()), permissions);
    m_layout->insertWidget(m_layout->count() - 1, told);
    QAccessibleEvent alert(told, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QWidget *PlanDialog::typedName()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::smallGap);
    auto *label = new TextLabel(tr("To go on, type: %1").arg(m_nameToType), TextRole::Body);
    label->setWordWrap(true);
    layout->addWidget(label);
    const bool pasteRefused = m_plan.plan.system.environment == Environment::Production;
    m_name = new NameEdit(pasteRefused);
    m_name->setAccessibleName(tr("Name to confirm"));
    if (pasteRefused)
        m_name->setPlaceholderText(tr("Typed by hand: in production nothing is pasted here"));
    m_name->setMinimumHeight(metrics::controlHeight);
    connect(m_name, &QLineEdit::textChanged, this, &PlanDialog::updateRunButton);
    layout->addWidget(m_name);
    return box;
}

QWidget *PlanDialog::buttons()
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, metrics::smallGap, 0, 0);
    layout->setSpacing(metrics::gap);
    auto *copy = widgets::makeButton(tr("Copy as CLI"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_plan.plan.cli()); });
    layout->addWidget(copy);
    layout->addStretch(1);

    auto *cancel = widgets::makeButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    layout->addWidget(cancel);

    const int count = static_cast<int>(m_plan.plan.steps.size());
    const bool destructive = m_plan.plan.tier() == Tier::Destructive;
    m_run = widgets::makeButton(count == 1 ? tr("Run") : tr("Run %n steps", nullptr, count),
        destructive ? ButtonKind::Danger : ButtonKind::Primary);
    m_run->setDefault(m_plan.plan.tier() == Tier::Reversible);
    m_run->setAutoDefault(false);
    if (m_plan.plan.tier() == Tier::Disruptive)
        m_run->setToolTip(tr("Ctrl+Enter"));
    connect(m_run, &QPushButton::clicked, this, &PlanDialog::run);
    layout->addWidget(m_run);
    return box;
}

void PlanDialog::updateRunButton()
{
    const bool isTyped = !m_name || m_name->text() == m_nameToType;
    const bool isApproved = !m_second || m_approval.has_value();
    m_run->setEnabled(m_runnable && isTyped && isApproved);
}

void PlanDialog::needSecondPerson()
{
    if (m_second || !m_runnable)
        return;
    m_second = new SecondPerson(m_plan.plan.system);
    connect(m_second, &SecondPerson::requestFileChosen, this, &PlanDialog::requestFileChosen);
    connect(m_second, &SecondPerson::approvalFileChosen, this, &PlanDialog::approvalFileChosen);
    connect(m_second, &SecondPerson::databaseChosen, m_second, &SecondPerson::showAsking);
    connect(m_second, &SecondPerson::databaseChosen, this, &PlanDialog::databaseChosen);
    m_layout->insertWidget(m_layout->count() - (m_name ? 2 : 1), m_second); // above the name and the buttons
    resize(width(), height() + m_second->sizeHint().height());
    updateRunButton();
}

void PlanDialog::setApproval(const PlanId &plan, const Approval &approval)
{
    if (!asksAbout(plan))
        return;
    m_approval = approval;
    m_second->showApproval(approval);
    updateRunButton();
}

void PlanDialog::showRequestWritten(const PlanId &plan, const QString &file)
{
    if (asksAbout(plan))
        m_second->showRequestWritten(file);
}

void PlanDialog::showAsked(const PlanId &plan)
{
    if (!asksAbout(plan))
        return;
    m_second->showAsked();
    stepAside();
}

/// An answer may take hours: until then the window behind is there for other work.
void PlanDialog::stepAside()
{
    if (!isVisible() || !isModal())
        return;
    const QPoint place = pos();
    hide(); // a window on the screen stays as modal as it is
    setWindowModality(Qt::NonModal);
    move(place);
    show();
}

void PlanDialog::showLookFailed(const PlanId &plan, const Error &error)
{
    if (asksAbout(plan))
        m_second->showLookFailed(error);
}

void PlanDialog::showApprovalProblem(const PlanId &plan, const Error &error)
{
    if (!asksAbout(plan))
        return;
    m_approval.reset();
    m_second->showError(error);
    updateRunButton();
}

void PlanDialog::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->isAutoRepeat()) // held down since the dialog before this one: nobody has read this yet
        return;
    if (enter && (event->modifiers() & Qt::ControlModifier)) {
        run();
        return;
    }
    auto *focused = qobject_cast<QPushButton *>(focusWidget());
    if (enter && focused && focused != m_run) { // Cancel means Cancel, though Run is the default
        focused->click();
        return;
    }
    // A bare Enter starts what can be undone, and nothing else.
    if (enter && m_plan.plan.tier() >= Tier::Disruptive)
        return;
    QDialog::keyPressEvent(event);
}

void PlanDialog::run()
{
    if (!m_run->isEnabled())
        return;
    Confirmation confirmation;
    confirmation.deliberate = true;
    confirmation.typedName = m_name ? m_name->text() : QString();
    confirmation.approval = m_approval;
    Q_EMIT confirmed(m_plan.plan, confirmation);
    accept();
}

} // namespace sm::dialogs
