// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssosignin.h"

#include <QCoroTask>
#include <QDesktopServices>

using namespace Qt::Literals::StringLiterals;

namespace sm::app {

namespace {

/// The address comes from a server: nothing but a web page is opened.
bool openPage(const QUrl &page)
{
    const bool isWeb = page.scheme() == "https"_L1 || page.scheme() == "http"_L1;
    return isWeb && QDesktopServices::openUrl(page);
}

} // namespace

std::optional<aws::SsoSession> SsoSignIn::sessionOf(const aws::AwsConfig &config, const aws::AwsChoice &choice)
{
    const Result<aws::ProfileChain> chain = aws::resolveChain(config.profiles(), config.profileName(choice.profile));
    const auto *role = chain ? std::get_if<aws::SsoAccountRole>(&chain->base) : nullptr;
    return role ? std::optional(role->session) : std::nullopt;
}

SsoSignIn::SsoSignIn(
    Foundation &foundation, const aws::ProfileSettings &settings, aws::SsoSession session, QWidget *window)
    : m_session(std::move(session))
    , m_login(foundation.sources.parts(), settings.caller, foundation.sources.ssoTokens())
    , m_dialog(new dialogs::SignInDialog(settings.profile, m_session.startUrl, window))
{
    connect(m_dialog, &dialogs::SignInDialog::browserChosen, this, &SsoSignIn::withBrowser);
    connect(m_dialog, &dialogs::SignInDialog::deviceCodeChosen, this, &SsoSignIn::withDeviceCode);
    connect(m_dialog, &dialogs::SignInDialog::pageWanted, this, &openPage);
    connect(m_dialog, &QDialog::finished, this, [this] {
        m_dialog.clear();
        m_cancel.cancel();
        leaveWhenDone();
    });
    m_dialog->open();
}

int SsoSignIn::begin()
{
    m_cancel = CancelSource();
    ++m_underWay;
    return ++m_attempt;
}

void SsoSignIn::withBrowser()
{
    const int attempt = begin();
    const auto open = [self = QPointer(this), attempt](const QUrl &page) {
        if (self && self->m_dialog && attempt == self->m_attempt)
            self->m_dialog->showBrowser(page, openPage(page));
        return true; // without a browser there is still the address to be copied
    };
    QCoro::connect(m_login.withBrowser(m_session, open, m_cancel.token()), this,
        [this, attempt](const Result<aws::SsoToken> &token) { end(attempt, token); });
}

void SsoSignIn::withDeviceCode()
{
    const int attempt = begin();
    const auto show = [self = QPointer(this), attempt](const aws::DeviceCode &code) {
        if (self && self->m_dialog && attempt == self->m_attempt)
            self->m_dialog->showDeviceCode(code.userCode, code.page, code.pageWithCode);
    };
    QCoro::connect(m_login.withDeviceCode(m_session, show, m_cancel.token()), this,
        [this, attempt](const Result<aws::SsoToken> &token) { end(attempt, token); });
}

void SsoSignIn::end(int attempt, const Result<aws::SsoToken> &token)
{
    --m_underWay;
    if (m_dialog && attempt == m_attempt) {
        if (token) {
            Q_EMIT signedIn();
            m_dialog->accept();
        } else {
            m_dialog->showFailure(token.error());
        }
    }
    leaveWhenDone();
}

/// The service works on this object's own members until the last attempt has come back.
void SsoSignIn::leaveWhenDone()
{
    if (!m_dialog && m_underWay == 0)
        deleteLater();
}

} // namespace sm::app
