// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/passwordfield.h>

#include <widgets/buttons.h>
#include <widgets/metrics.h>

#include <QHBoxLayout>
#include <QLineEdit>

namespace sm::widgets {

PasswordField::PasswordField(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_reveal(makeIconButton(Glyph::Eye, tr("Show password"), this))
    , m_paste(makeIconButton(Glyph::Paste, tr("Paste"), this))
    , m_generate(makeIconButton(Glyph::Refresh, tr("Generate"), this))
{
    m_edit->setAccessibleName(name);
    m_edit->setMaxLength(256); // of Cognito
    setFocusProxy(m_edit);
    buildLayout();
    setRevealed(false);
    setGenerateOffered(false);
    connect(m_edit, &QLineEdit::textChanged, this, &PasswordField::changed);
    connect(m_reveal, &QToolButton::clicked, this, [this] { setRevealed(m_edit->echoMode() == QLineEdit::Password); });
    connect(m_paste, &QToolButton::clicked, m_edit, [this] {
        m_edit->selectAll();
        m_edit->paste();
    });
    connect(m_generate, &QToolButton::clicked, this, &PasswordField::generateRequested);
}

void PasswordField::buildLayout()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::smallGap);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_reveal);
    layout->addWidget(m_paste);
    layout->addWidget(m_generate);
}

Secret PasswordField::secret() const { return Secret(m_edit->text()); }

void PasswordField::setSecret(const Secret &secret)
{
    m_edit->setText(QString::fromUtf8(secret.reveal()));
    setRevealed(true);
}

bool PasswordField::isEmpty() const { return m_edit->text().isEmpty(); }

void PasswordField::clear()
{
    m_edit->clear();
    setRevealed(false);
}

void PasswordField::setRevealed(bool revealed)
{
    m_edit->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setIcon(icon(revealed ? Glyph::EyeOff : Glyph::Eye));
    const QString name = revealed ? tr("Hide password") : tr("Show password");
    m_reveal->setAccessibleName(name);
    m_reveal->setToolTip(name);
}

void PasswordField::setGenerateOffered(bool offered) { m_generate->setVisible(offered); }

} // namespace sm::widgets
