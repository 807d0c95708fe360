// SPDX-License-Identifier: GPL-3.0-or-later
#include "mfadialog.h"

#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QLineEdit>

#include <algorithm>

namespace sm::dialogs {

namespace {
constexpr int Digits = 6;
} // namespace

MfaDialog::MfaDialog(const QString &profile, const QString &serial, QWidget *parent)
    : FormDialog(tr("One-time code"), tr("Sign in"), parent)
    , m_code(new QLineEdit)
{
    setIntroduction(
        tr("The profile %1 signs in with an MFA device. Type the %2 digits that it shows now; they are not kept.")
            .arg(profile)
            .arg(Digits));
    auto *device = new widgets::TextLabel(serial, widgets::TextRole::Body);
    device->setMinimumHeight(widgets::metrics::controlHeight); // on one line with its name
    addRow(tr("MFA device"), device);
    m_code->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    addRow(tr("Code"), m_code);
    m_code->setFocus();
    setSubmittable(false);
    connect(m_code, &QLineEdit::textChanged, this, &MfaDialog::keepDigits);
    connect(this, &FormDialog::submitted, this, &MfaDialog::submit);
}

/// Codes are often copied with a space in the middle.
void MfaDialog::keepDigits(const QString &typed)
{
    QString digits;
    std::copy_if(typed.begin(), typed.end(), std::back_inserter(digits),
        [](QChar each) { return each >= u'0' && each <= u'9'; });
    digits.truncate(Digits);
    if (digits != typed)
        m_code->setText(digits);
    setSubmittable(digits.size() == Digits);
}

void MfaDialog::submit()
{
    const Secret code(m_code->text());
    m_code->setText({}); // unlike clear(), it can not be undone
    Q_EMIT codeTyped(code);
    accept();
}

} // namespace sm::dialogs
