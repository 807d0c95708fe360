// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <QUrl>

namespace sm::widgets {
class CodeBlock;
} // namespace sm::widgets

namespace sm::dialogs {

/// The person's side of a sign-in to IAM Identity Center (SSO): through the browser of this computer or, when somebody
/// asks for it, with a code that is typed into a page elsewhere. Whoever opens it does the sign-in and closes it.
class SignInDialog : public FormDialog
{
    Q_OBJECT

public:
    /// \param portal of the company: "https://example.awsapps.com/start"
    SignInDialog(const QString &profile, const QString &portal, QWidget *parent);

    /// \p page is waited for; \p opened says whether a browser could be started.
    void showBrowser(const QUrl &page, bool opened);
    void showDeviceCode(const QString &code, const QUrl &page, const QUrl &pageWithCode);
    /// Back to where one can choose.
    void showFailure(const Error &error);

Q_SIGNALS:
    void browserChosen();
    void deviceCodeChosen();
    /// The page of the sign-in under way shall be opened once more.
    void pageWanted(const QUrl &page);

private:
    enum class Way { None, Browser, DeviceCode };
    void buildRows();
    QWidget *buildCode();
    void choose(Way way);
    void submit();
    void showRows(Way way);
    void tell(const QString &sentence);

    Way m_way = Way::None;
    QUrl m_page;
    widgets::TextLabel *m_status;
    widgets::TextLabel *m_code;
    QWidget *m_codeRow;
    widgets::CodeBlock *m_address;
    widgets::NoticeBar *m_caution;
    QPushButton *m_other;
};

} // namespace sm::dialogs
