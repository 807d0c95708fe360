// SPDX-License-Identifier: GPL-3.0-or-later
#include "signindialog.h"

#include <widgets/buttons.h>
#include <widgets/codeblock.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/textlabel.h>

#include <QAccessible>
#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>

namespace sm::dialogs {

using widgets::ButtonKind;
using widgets::Notice;
using widgets::TextLabel;
using widgets::TextRole;

SignInDialog::SignInDialog(const QString &profile, const QString &portal, QWidget *parent)
    : FormDialog(tr("Sign in"), tr("Open browser"), parent)
    , m_status(new TextLabel(TextRole::Body))
    , m_code(new TextLabel(TextRole::PageTitle))
    , m_codeRow(buildCode())
    , m_address(new widgets::CodeBlock(tr("Address of the sign-in page")))
    , m_caution(new widgets::NoticeBar)
    , m_other(widgets::makeButton(tr("Use a device code instead"), ButtonKind::Quiet))
{
    setMinimumWidth(560);
    setIntroduction(tr("The profile %1 signs in at %2. The sign-in is kept in memory only and ends with this program.")
            .arg(profile, QUrl(portal).host()));
    buildRows();
    addAlternative(m_other);
    connect(this, &FormDialog::submitted, this, &SignInDialog::submit);
    connect(m_other, &QPushButton::clicked, this,
        [this] { choose(m_way == Way::DeviceCode ? Way::Browser : Way::DeviceCode); });
    showRows(Way::None);
}

void SignInDialog::buildRows()
{
    m_status->setWordWrap(true);
    form()->addRow(m_status);
    addRow(tr("Code"), m_codeRow);
    m_address->setMaximumLines(4);
    addRow(tr("Address"), m_address);
    m_caution->setDismissible(false);
    form()->addRow(m_caution);
}

QWidget *SignInDialog::buildCode()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::metrics::gap);
    layout->addWidget(m_code, 1);
    QToolButton *copy = widgets::makeIconButton(widgets::Glyph::Copy, tr("Copy code"));
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
    layout->addWidget(copy);
    return row;
}

void SignInDialog::choose(Way way)
{
    m_page.clear();
    clearError();
    showRows(Way::None);
    m_way = way;
    setSubmittable(false);
    m_other->setEnabled(false);
    tell(tr("Asking AWS for the sign-in page…"));
    if (way == Way::Browser)
        Q_EMIT browserChosen();
    else
        Q_EMIT deviceCodeChosen();
}

void SignInDialog::submit()
{
    if (m_page.isEmpty())
        choose(Way::Browser);
    else
        Q_EMIT pageWanted(m_page);
}

void SignInDialog::showBrowser(const QUrl &page, bool opened)
{
    m_page = page;
    m_address->setCode(page.toString(QUrl::FullyEncoded));
    tell(opened ? tr("Waiting for your browser. Sign in there; this closes by itself. It waits for 10 minutes.")
                : tr("No browser could be started. Copy the address into one on this computer."));
    showRows(Way::Browser);
}

void SignInDialog::showDeviceCode(const QString &code, const QUrl &page, const QUrl &pageWithCode)
{
    m_page = pageWithCode.isEmpty() ? page : pageWithCode;
    m_code->setText(code);
    m_code->setAccessibleName(tr("Device code: %1").arg(code));
    m_address->setCode(page.toString(QUrl::FullyEncoded));
    tell(tr("Open the address in any browser and compare, or type, this code. This closes by itself."));
    m_caution->showNotice({Notice::Grade::Warning,
        tr("Type the code only at %1, and only because you have just asked for it here. Whoever sends you a code, or "
           "asks for yours, wants to sign in as you.")
            .arg(page.host()),
        {}});
    showRows(Way::DeviceCode);
}

void SignInDialog::showFailure(const Error &error)
{
    m_page.clear();
    showRows(Way::None);
    showError(error);
}

void SignInDialog::showRows(Way way)
{
    m_way = way;
    form()->setRowVisible(m_status, way != Way::None);
    form()->setRowVisible(m_codeRow, way == Way::DeviceCode);
    form()->setRowVisible(m_address, way != Way::None);
    form()->setRowVisible(m_caution, way == Way::DeviceCode);
    setSubmittable(true);
    setSubmitText(way == Way::None ? tr("Open browser") : way == Way::Browser ? tr("Open again") : tr("Open page"));
    m_other->setEnabled(true);
    m_other->setText(
        way == Way::DeviceCode ? tr("Use this computer's browser instead") : tr("Use a device code instead"));
    adjustSize();
}

void SignInDialog::tell(const QString &sentence)
{
    m_status->setText(sentence);
    form()->setRowVisible(m_status, true);
    QAccessibleEvent alert(m_status, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace sm::dialogs
