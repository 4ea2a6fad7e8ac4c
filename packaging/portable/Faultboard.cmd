@echo off
rem Starts Faultboard with the Node.js that lies beside this file, and opens it in the browser. Nothing is installed.
setlocal
chcp 65001 >nul
title Faultboard - close this window to stop it
set "FAULTBOARD_LAUNCHER=%~f0"
set NODE_OPTIONS=
"%~dp0node\bin\node.exe" @FLAGS@ "%~dp0app\out\host\index.js" --until-closed %*
if errorlevel 1 pause
