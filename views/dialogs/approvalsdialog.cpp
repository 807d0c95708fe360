// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalsdialog.h"

#include "nameedit.h"
#include "reasondialog.h"
#include "steppane.h"

#include <core/instanttext.h>
#include <widgets/buttons.h>
#include <widgets/environment.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sm::dialogs {

using widgets::ButtonKind;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int ListWidth = 260;

/// What tells it from others: a runbook gives each of its plans the same title.
QString nameOf(const WaitingRequest &request)
{
    const QList<Step> &steps = request.plan.steps;
    return steps.size() == 1 ? steps.first().title : request.plan.title;
}

QString aboutOf(const WaitingRequest &request)
{
    QStringList lines{ApprovalsDialog::tr("%1 asks since %2.").arg(request.requester, utcText(request.at))};
    lines << (request.reason.isEmpty() ? ApprovalsDialog::tr("They give no reason.")
                                       : ApprovalsDialog::tr("Their reason: %1").arg(request.reason));
    if (!request.runbook.isEmpty())
        lines << ApprovalsDialog::tr("The plan comes from the runbook %1.").arg(request.runbook);
    return lines.join(u'\n');
}

QListWidget *makeList(const QString &name)
{
    auto *list = new QListWidget;
    list->setAccessibleName(name);
    list->setUniformItemSizes(true);
    return list;
}

} // namespace

ApprovalsDialog::ApprovalsDialog(const SystemInfo &system, QWidget *parent)
    : QDialog(parent)
    , m_notice(new widgets::NoticeBar)
    , m_list(makeList(tr("Waiting requests")))
    , m_about(new TextLabel(TextRole::Body))
    , m_steps(makeList(tr("Steps")))
    , m_pane(new StepPane)
    , m_toType(new TextLabel(TextRole::Body))
    , m_title(new NameEdit(system.environment == Environment::Production))
    , m_approve(widgets::makeButton(tr("Approve"), ButtonKind::Primary))
    , m_refuse(widgets::makeButton(tr("Refuse…")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Approvals"));
    setAccessibleName(tr("Approvals"));
    m_title->setAccessibleName(tr("Title to confirm"));
    m_title->setMinimumHeight(metrics::controlHeight);
    buildLayout(system);
    connect(m_list, &QListWidget::currentRowChanged, this, &ApprovalsDialog::showRequest);
    connect(m_steps, &QListWidget::currentRowChanged, this, &ApprovalsDialog::showStep);
    connect(m_title, &QLineEdit::textChanged, this, &ApprovalsDialog::updateButtons);
    showRequest();
    resize(960, 620);
}

void ApprovalsDialog::buildLayout(const SystemInfo &system)
{
    auto *header = new QHBoxLayout;
    header->setSpacing(metrics::gap);
    header->addWidget(new TextLabel(tr("Approvals"), TextRole::PageTitle), 1);
    header->addWidget(new TextLabel(system.title, TextRole::Secondary));
    auto *badge = new widgets::EnvironmentBadge;
    badge->setEnvironment(system.environment);
    header->addWidget(badge);

    auto *middle = new QHBoxLayout;
    middle->setSpacing(metrics::cardGap);
    m_list->setMinimumWidth(ListWidth);
    middle->addWidget(m_list, 2);
    middle->addWidget(detail(), 5);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addLayout(header);
    m_notice->hide();
    layout->addWidget(m_notice);
    layout->addLayout(middle, 1);
    layout->addWidget(buttons());
}

QWidget *ApprovalsDialog::detail()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::smallGap);
    m_about->setWordWrap(true);
    m_toType->setWordWrap(true);
    layout->addWidget(m_about);
    layout->addWidget(m_steps, 1);
    layout->addWidget(m_pane, 3);
    layout->addWidget(m_toType);
    layout->addWidget(m_title);
    return box;
}

QWidget *ApprovalsDialog::buttons()
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, metrics::smallGap, 0, 0);
    layout->setSpacing(metrics::gap);
    QPushButton *reload = widgets::makeButton(tr("Look again"));
    QPushButton *close = widgets::makeButton(tr("Close"));
    connect(reload, &QPushButton::clicked, this, &ApprovalsDialog::reloadRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_refuse, &QPushButton::clicked, this, &ApprovalsDialog::askForReason);
    connect(m_approve, &QPushButton::clicked, this, &ApprovalsDialog::approve);
    layout->addWidget(reload);
    layout->addStretch(1);
    for (QPushButton *button : {close, m_refuse, m_approve})
        layout->addWidget(button);
    for (QPushButton *button : {reload, close, m_refuse, m_approve})
        button->setAutoDefault(false); // Enter approves nothing
    return box;
}

void ApprovalsDialog::setRequests(const QList<WaitingRequest> &requests, int damaged)
{
    const QString selected = current() ? current()->id : QString();
    m_requests = requests;
    {
        const QSignalBlocker filling(m_list);
        m_list->clear();
        for (const WaitingRequest &request : m_requests) {
            m_list->addItem(tr("%1 · %2").arg(nameOf(request), utcText(request.at)));
            if (request.id == selected)
                m_list->setCurrentRow(m_list->count() - 1);
        }
        if (m_list->currentRow() < 0 && !m_requests.isEmpty())
            m_list->setCurrentRow(0);
    }
    if (damaged > 0)
        m_notice->showNotice({widgets::Notice::Grade::Warning,
            tr("%n requests are left out: they are not what was signed. Look who writes to this database.", nullptr,
                damaged),
            {}});
    showRequest();
}

void ApprovalsDialog::showError(const Error &error)
{
    m_notice->showError(error);
    updateButtons();
}

void ApprovalsDialog::showAnswered(const WaitingRequest &request, bool approved)
{
    const QString sentence = approved
        ? tr("You have approved “%1”. %2 can run it for 15 minutes.").arg(request.plan.title, request.requester)
        : tr("You have refused “%1”.").arg(request.plan.title);
    m_notice->showNotice({widgets::Notice::Grade::Info, sentence, {}});
}

const WaitingRequest *ApprovalsDialog::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_requests.size() ? &m_requests.at(row) : nullptr;
}

void ApprovalsDialog::showRequest()
{
    const WaitingRequest *request = current();
    m_about->setText(request ? aboutOf(*request) : tr("Nobody waits for an approval here."));
    m_toType->setText(request ? tr("To approve it, type its title: %1").arg(request->plan.title) : QString());
    m_title->clear();
    {
        const QSignalBlocker filling(m_steps);
        m_steps->clear();
        for (qsizetype i = 0; request && i < request->plan.steps.size(); ++i)
            m_steps->addItem(tr("%1. %2").arg(i + 1).arg(request->plan.steps.at(i).title));
        m_steps->setCurrentRow(0);
    }
    m_steps->setVisible(m_steps->count() > 1);
    for (QWidget *each :
        {static_cast<QWidget *>(m_pane), static_cast<QWidget *>(m_toType), static_cast<QWidget *>(m_title)})
        each->setVisible(request);
    showStep();
    updateButtons();
}

void ApprovalsDialog::showStep()
{
    if (const WaitingRequest *request = current())
        m_pane->setStep(request->plan.steps.at(std::max(m_steps->currentRow(), 0)), true);
}

void ApprovalsDialog::updateButtons()
{
    const WaitingRequest *request = current();
    m_refuse->setEnabled(request);
    m_approve->setEnabled(request && m_title->text() == request->plan.title);
}

/// Once: the answer, or what went wrong, brings the buttons back.
void ApprovalsDialog::approve()
{
    m_approve->setEnabled(false);
    m_refuse->setEnabled(false);
    Q_EMIT approved(current()->id);
}

void ApprovalsDialog::askForReason()
{
    auto *dialog = new ReasonDialog(tr("Refuse “%1”").arg(current()->plan.title),
        tr("%1 is told who has refused it, and why.").arg(current()->requester), tr("Refuse"), this);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, id = current()->id] {
        Q_EMIT refused(id, dialog->reason());
        dialog->accept();
    });
    dialog->open();
}

} // namespace sm::dialogs
