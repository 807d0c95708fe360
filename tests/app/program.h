// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <app/appcontext.h>
#include <app/options.h>
#include <shell/mainwindow.h>
#include <shell/topbar.h>
#include <support/awsdoubleserver.h>
#include <widgets/appearance.h>
#include <widgets/environment.h>
#include <widgets/noticebar.h>

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// A home folder for the program: AWS configuration, systems, journal.
class Home
{
public:
    Home()
    {
        qputenv("AWS_CONFIG_FILE", QFile::encodeName(path(u"config"_s)));
        qputenv("AWS_SHARED_CREDENTIALS_FILE", QFile::encodeName(path(u"credentials"_s)));
        qputenv("HOME", QFile::encodeName(m_folder.path()));
        qputenv("AWS_EC2_METADATA_DISABLED", "true");
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder.path())); // nor the keyring of whoever runs the tests
        for (const char *variable : {"AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
                 "DBUS_SESSION_BUS_ADDRESS"})
            qunsetenv(variable);
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

private:
    QTemporaryDir m_folder;
};

/// The program with its window, as a person sees and uses it. What it is made of stays until the process ends, as in
/// the program itself: requests may still be under way when the window closes.
class Program
{
public:
    /// \p arguments of the command line, except for where its data is.
    Program(const Home &home, const QStringList &arguments)
    {
        static auto *const contexts = new QList<app::AppContext *>; // no destructor after the application's own
        contexts->append(new app::AppContext(optionsFrom(home, arguments), appearance()));
        contexts->last()->start();
        for (QWidget *each : QApplication::topLevelWidgets()) {
            if (each->isVisible() && qobject_cast<shell::MainWindow *>(each))
                m_window = qobject_cast<shell::MainWindow *>(each);
        }
    }
    ~Program() { m_window->close(); }

    shell::MainWindow &window() const { return *m_window; }

    /// Messages of the notices that are shown.
    QStringList notices() const
    {
        QStringList messages;
        for (const auto *notice : window().findChildren<widgets::NoticeBar *>()) {
            if (notice->isVisible())
                messages.append(notice->notice().message);
        }
        return messages;
    }
    QString notice() const { return notices().join(u'\n'); }

    /// A button on the screen by its word, also in a dialog.
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : window().findChildren<QPushButton *>()) {
            if (each->isVisible() && each->isEnabled() && each->text() == text)
                return each;
        }
        return nullptr;
    }
    void trigger(const QString &text) const
    {
        for (QAction *each : window().findChildren<QAction *>()) {
            if (each->text() == text)
                each->trigger();
        }
    }
    QString identity() const
    {
        for (const auto *label : window().findChildren<QLabel *>()) {
            if (label->accessibleDescription() == "Signed in as"_L1)
                return label->text();
        }
        return {};
    }

private:
    static widgets::Appearance &appearance()
    {
        static auto *const appearance = new widgets::Appearance(*qApp);
        return *appearance;
    }
    static app::Options optionsFrom(const Home &home, const QStringList &arguments)
    {
        const QStringList own{u"stationmaster"_s, u"--data-folder"_s, home.path(u"data"_s)};
        return app::parseCommandLine(own + arguments).options.value();
    }

    shell::MainWindow *m_window = nullptr;
};

/// Scripts \p double so that every system has an account with one empty pool list.
inline void answerWithoutPools(AwsDouble &aws)
{
    const QJsonObject json{{u"json"_s, QJsonObject{{u"UserPools"_s, QJsonArray()}}}};
    aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"ListUserPools"_s}}},
        {u"answer"_s, QJsonObject{{u"reply"_s, json}}}});
}

} // namespace sm::test
