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

SecondPerson::SecondPerson(QWidget *parent)
    : QWidget(parent)
    , m_state(new TextLabel(TextRole::Secondary))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::smallGap);
    layout->addWidget(new TextLabel(tr("Needs a second person"), TextRole::Section));
    m_state->setWordWrap(true);
    layout->addWidget(m_state);
    say(tr("Send a request to somebody on the system's list of approvers, and open what they send back."), false);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    auto *save = widgets::makeButton(tr("Save request…"));
    save->setAutoDefault(false);
    connect(save, &QPushButton::clicked, this, &SecondPerson::saveRequest);
    buttons->addWidget(save);
    auto *open = widgets::makeButton(tr("Open approval…"));
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &SecondPerson::openApproval);
    buttons->addWidget(open);
    buttons->addStretch(1);
    layout->addLayout(buttons);
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

void SecondPerson::showApproval(const Approval &approval)
{
    say(tr("Approved by %1 at %2.")
            .arg(approval.approver, QLocale().toString(approval.at.toLocalTime(), QLocale::ShortFormat)),
        false);
}

void SecondPerson::showError(const Error &error) { say(error.message(), true); }

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
