// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <aws/ssologin.h>
#include <dialogs/signindialog.h>

#include <QPointer>

namespace sm::app {

/// One sign-in to SSO: the dialog on the one side, the service on the other. Deletes itself when both are done.
class SsoSignIn : public QObject
{
    Q_OBJECT

public:
    /// What \p choice signs in to, when its profile rests on SSO.
    static std::optional<aws::SsoSession> sessionOf(const aws::AwsConfig &config, const aws::AwsChoice &choice);

    /// Opens the dialog over \p window. \p foundation outlives it.
    /// \param settings of the profile that signs in
    SsoSignIn(Foundation &foundation, const aws::ProfileSettings &settings, aws::SsoSession session, QWidget *window);

Q_SIGNALS:
    void signedIn();

private:
    void withBrowser();
    void withDeviceCode();
    int begin();
    void end(int attempt, const Result<aws::SsoToken> &token);
    void leaveWhenDone();

    aws::SsoSession m_session;
    aws::SsoLogin m_login;
    QPointer<dialogs::SignInDialog> m_dialog;
    CancelSource m_cancel;
    int m_attempt = 0; ///< the last one; what an earlier one says is not wanted any more
    int m_underWay = 0;
};

} // namespace sm::app
