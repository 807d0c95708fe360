// SPDX-License-Identifier: GPL-3.0-or-later
#include "appcontext.h"
#include "hardening.h"
#include "headless/headless.h"
#include "logging.h"
#include "options.h"

#include <widgets/appearance.h>
#include <widgets/icons.h>

#include <QApplication>

#include <cstdio>

namespace {

constexpr int WrongUsage = 2;

void describe(QCoreApplication &application)
{
    application.setApplicationName(QStringLiteral("stationmaster"));
    application.setApplicationVersion(QStringLiteral(SM_VERSION));
}

int runWindow(int argc, char **argv, const sm::app::Options &options)
{
    QApplication application(argc, argv);
    describe(application);
    QApplication::setApplicationDisplayName(QStringLiteral("Stationmaster"));
    QApplication::setDesktopFileName(QStringLiteral("org.stationmaster.Stationmaster"));
    sm::widgets::Appearance appearance(application);
    QApplication::setWindowIcon(sm::widgets::applicationIcon());
    sm::app::AppContext context(options, appearance);
    context.start();
    return QApplication::exec();
}

int runHeadless(int argc, char **argv, const sm::app::Options &options)
{
    QCoreApplication application(argc, argv);
    describe(application);
    return sm::app::runHeadless(options);
}

/// Read before there is an application, which a --help does not need and a window would ask a display for.
sm::app::CommandLine readCommandLine(int argc, char **argv)
{
    QCoreApplication::setApplicationVersion(QStringLiteral(SM_VERSION));
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return sm::app::parseCommandLine(arguments);
}

} // namespace

int main(int argc, char **argv)
{
    sm::app::hardenProcess();
    sm::app::installLogging();
    const sm::app::CommandLine line = readCommandLine(argc, argv);
    if (!line.problem.isEmpty()) {
        std::fprintf(stderr, "stationmaster: %s\n", line.problem.toLocal8Bit().constData());
        return WrongUsage;
    }
    if (!line.options) {
        std::fputs(line.output.toLocal8Bit().constData(), stdout);
        return 0;
    }
    return line.options->command.isEmpty() ? runWindow(argc, argv, *line.options)
                                           : runHeadless(argc, argv, *line.options);
}
