// SPDX-License-Identifier: GPL-3.0-or-later
#include "currencydialog.h"

#include <QLineEdit>

namespace sm::dialogs {

namespace {
constexpr int CodeLength = 3;
}

CurrencyDialog::CurrencyDialog(QWidget *parent)
    : FormDialog(tr("Open bill in one currency"), tr("Choose file…"), parent)
    , m_currency(new QLineEdit)
{
    setIntroduction(
        tr("Of a bill with charges in several currencies, those in one are read. The others are left out, and said."));
    m_currency->setPlaceholderText(QStringLiteral("EUR"));
    m_currency->setMaxLength(CodeLength);
    addRow(tr("Currency"), m_currency);
    setSubmittable(false);
    connect(m_currency, &QLineEdit::textChanged, this,
        [this](const QString &text) { setSubmittable(text.trimmed().size() == CodeLength); });
}

QString CurrencyDialog::currency() const { return m_currency->text().trimmed().toUpper(); }

} // namespace sm::dialogs
