// SPDX-License-Identifier: GPL-3.0-or-later
#include "secondperson.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace sm::dialogs {

using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

SecondPerson::SecondPerson(const SystemInfo &system, QWidget *parent)
    : QWidget(parent)
    , m_approvers(system.approvers.keys())
    , m_buttons(new QHBoxLayout)
    , m_state(new TextLabel(TextRole::Secondary))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::smallGap);
    layout->addWidget(new TextLabel(tr("Needs a second person"), TextRole::Section));
    m_state->setWordWrap(true);
    layout->addWidget(m_state);
    m_buttons->setSpacing(metrics::gap);
    if (!system.approvalDatabase.isEmpty()) {
        m_ask = addButton(tr("Ask through the database"));
        connect(m_ask, &QPushButton::clicked, this, &SecondPerson::databaseChosen);
    }
    connect(addButton(tr("Save request…")), &QPushButton::clicked, this, &SecondPerson::saveRequest);
    connect(addButton(tr("Open approval…")), &QPushButton::clicked, this, &SecondPerson::openApproval);
    m_buttons->addStretch(1);
    layout->addLayout(m_buttons);
    say(m_ask ? tr("Ask the system's approvers through the database that you share, or send one of them a request.")
              : tr("Send a request to somebody on the system's list of approvers, and open what they send back."),
        false);
}

QPushButton *SecondPerson::addButton(const QString &text)
{
    QPushButton *button = widgets::makeButton(text);
    button->setAutoDefault(false);
    m_buttons->addWidget(button);
    return button;
}

void SecondPerson::say(const QString &text, bool isProblem)
{
    m_state->setTone(isProblem ? std::optional(widgets::Tone::Warning) : std::nullopt);
    m_state->setText(text);
}

void SecondPerson::showRequestWritten(const QString &file)
{
    say(tr("The request is in %1. Send it, leave this open, and open the approval within 15 minutes of when it was "
           "given.")
            .arg(file),
        false);
}

void SecondPerson::showAsking()
{
    m_ask->setEnabled(false);
    say(tr("Asking…"), false);
}

void SecondPerson::showAsked()
{
    m_ask->setEnabled(false);
    say(tr("Asked at %1. Waiting for one of %2: they find it under “Approvals…”. Leave this open, and go on with "
           "something else.")
            .arg(
                QLocale().toString(QTime::currentTime(), QLocale::ShortFormat), m_approvers.join(QStringLiteral(", "))),
        false);
}

void SecondPerson::showLookFailed(const Error &error)
{
    say(tr("Still waiting, but the answer can not be looked for at present: %1").arg(error.message()), true);
}

void SecondPerson::showApproval(const Approval &approval)
{
    say(tr("Approved by %1 at %2.")
            .arg(approval.approver, QLocale().toString(approval.at.toLocalTime(), QLocale::ShortFormat)),
        false);
}

void SecondPerson::showError(const Error &error)
{
    if (m_ask)
        m_ask->setEnabled(true);
    say(error.message(), true);
}

void SecondPerson::saveRequest()
{
    auto *dialog = new QFileDialog(this, tr("Save request"), {}, tr("Requests (*.smrequest)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("smrequest"));
    connect(dialog, &QFileDialog::fileSelected, this, &SecondPerson::requestFileChosen);
    dialog->open();
}

void SecondPerson::openApproval()
{
    auto *dialog = new QFileDialog(
        this, tr("Open approval"), {}, tr("Approvals (*.smapproval)") + QStringLiteral(";;") + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SecondPerson::approvalFileChosen);
    dialog->open();
}

} // namespace sm::dialogs
